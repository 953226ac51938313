import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

const example = resolve(import.meta.dirname, '../../assets/examples/api-gateway.microcosm.yaml')

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('the window speaks other languages', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-language-'))
  let window: Window
  let design: DesignPage

  const start = async () => {
    window = await openWindow({ design: example, home })
    design = new DesignPage(window.page)
    await design.node('orders').waitFor()
  }
  beforeAll(start)
  afterAll(async () => {
    await window?.close()
    rmSync(home, { recursive: true, force: true })
  })
  const inspector = () => window.page.locator('.panel-inspector')
  const choose = async (button: string, language: string) => {
    await window.page.getByRole('button', { name: button, exact: true }).click()
    await window.page.getByRole('menuitemradio', { name: language, exact: true }).click()
  }

  it('changes to Spanish by the menu: tabs, commands and fields, the design in view', async () => {
    await choose('Language', 'Español')
    await window.page.getByRole('tab', { name: 'Escenario' }).waitFor()
    expect(await window.page.evaluate(() => document.documentElement.lang)).toBe('es')
    const menus = () => window.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
    await expect.poll(menus).toEqual(['&Archivo', '&Editar', '&Ver', '&Ejecutar', '&Ayuda'])
    await design.select('orders')
    await inspector().getByRole('textbox', { name: 'Concurrencia' }).waitFor()
    await design.key('Delete')
    const undo = window.page.getByRole('button', { name: /^Deshacer: Eliminar / })
    await undo.click()
    await design.node('orders').waitFor()
    await window.page.getByRole('tab', { name: 'Registros' }).click()
    await window.page.getByText('Aquí los contenedores escriben sus registros').waitFor()
    await window.page.getByRole('button', { name: /^Archivo/ }).click()
    await window.page.getByRole('menuitem', { name: 'Diseño nuevo' }).waitFor()
    await design.key('Escape')
  })

  it('keeps the language over a restart, and goes back to English', async () => {
    await choose('Idioma', 'Português (Brasil)')
    await window.page.getByRole('tab', { name: 'Cenário' }).waitFor()
    await window.close()
    await start()
    await window.page.getByRole('tab', { name: 'Cenário' }).waitFor()
    await choose('Idioma', 'English')
    await window.page.getByRole('tab', { name: 'Scenario' }).waitFor()
    expect(window.complaints).toEqual([])
  })
})
