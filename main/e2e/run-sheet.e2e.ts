import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../app/bridge/answer.ts'
import { objectsOwnedBy } from './docker-objects.ts'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** What will run is shown before it runs, once for each change, and nothing starts without it. */

const skipped = process.env.MICROCOSM_SKIP_E2E ?? process.env.MICROCOSM_SKIP_LIVE
const text = `microcosm: 1
components:
  users: { kind: traffic, rate: 5 }
  shop: { kind: service, name: Corner shop, x-compose: { privileges: ['network_mode: host'] } }
connections: [{ from: users, to: shop, protocol: http }]
`

describe.skipIf(skipped)(skipped ? `the sheet before a run (skipped: ${skipped})` : 'the sheet before a run', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-run-sheet-'))
  const file = join(home, 'shop.microcosm.yaml')
  let window: Window
  let design: DesignPage
  let program: number | undefined

  async function open(): Promise<void> {
    window = await openWindow({ home, design: file })
    program = await window.app.evaluate(() => process.pid)
    design = new DesignPage(window.page)
    await design.node('shop').waitFor()
  }
  async function runAgain(): Promise<void> {
    await design.button('Run on Docker').click()
    await expect.poll(() => design.banner.innerText(), { timeout: 60_000 }).toMatch(/Running on Docker/)
    await design.button('Stop').click()
    await expect.poll(() => objectsOwnedBy(program), { timeout: 60_000 }).toEqual([])
    await design.button('Run on Docker').waitFor()
  }

  beforeAll(async () => {
    writeFileSync(file, text)
    await open()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(home, { recursive: true, force: true })
  })
  // A test that failed leaves its sheet open.
  beforeEach(() => design.key('Escape'))

  it('is not to be passed by: a page that shows nothing starts nothing', async () => {
    const answer = await window.page.evaluate((given) => {
      const { bridge } = globalThis as unknown as { bridge: Bridge }
      return bridge.request('runs.start', { engine: 'live', text: given, path: null })
    }, text)
    expect(answer).toMatchObject({ ok: false, code: 'not-accepted' })
    expect(await objectsOwnedBy(program)).toEqual([])
  })

  it('names what runs, and Escape starts nothing', async () => {
    await design.button('Run on Docker').click()
    const said = await design.runSheet.innerText()
    expect(said).toContain('Run 2 containers on Docker?')
    expect(said).toMatch(/node:24-slim\s+users, Corner shop and the mesh .*\s+[0-9a-f]{12}/)
    expect(said).toContain('No folder, device or socket of this machine is mounted')
    expect(said).toContain('Corner shop: not network_mode: host, with which it reaches what listens on the machine alone')
    await design.key('Escape')
    await expect.poll(() => design.runSheet.count()).toBe(0)
    expect(await objectsOwnedBy(program)).toEqual([])
  })

  it('starts by Enter, and is not shown again for the same', async () => {
    await design.button('Run on Docker').click()
    await design.runSheet.waitFor()
    await design.key('Enter')
    await expect.poll(() => design.banner.innerText(), { timeout: 60_000 }).toMatch(/Running on Docker/)
    await design.button('Stop').click()
    await expect.poll(() => objectsOwnedBy(program), { timeout: 60_000 }).toEqual([])
    await runAgain()
  })

  it('is remembered by the program', async () => {
    await window.close()
    await open()
    await runAgain()
    expect(readFileSync(join(home, 'accepted-runs.json'), 'utf8')).toContain(file)
  })

  it('is shown again after a change, which is marked', async () => {
    await design.select('shop')
    await design.fill('Replicas', '2')
    await design.button('Run on Docker').click()
    await design.runSheet.waitFor()
    expect(await design.runSheet.getByText('Changed', { exact: true }).count()).toBe(1)
    const said = await design.runSheet.innerText()
    expect(said).toContain('Run 3 containers on Docker?')
    expect(said).toContain('Corner shop ×2 and the mesh')
    await design.key('Escape')
  })

  it('starts nothing whose licence is not accepted by a box of its own', async () => {
    await window.close()
    writeFileSync(file, text.replace('connections:', '  sales: { kind: mssql, name: Sales DB }\nconnections:'))
    await open()
    await design.button('Run on Docker').click()
    const start = design.runSheet.getByRole('button', { name: 'Start' })
    const box = design.runSheet.getByRole('checkbox', { name: /^I accept Microsoft's licence terms .* to start Sales DB/ })
    await box.waitFor()
    expect(await box.isChecked()).toBe(false)
    expect(await start.getAttribute('aria-disabled')).toBe('true')
    await design.key('Enter')
    await start.click({ force: true })
    expect(await design.runSheet.innerText()).toContain('One thing has to be accepted first.')
    await box.focus()
    await design.key('Space')
    expect(await box.isChecked()).toBe(true)
    expect(await start.getAttribute('aria-disabled')).toBe('false')
    await design.runSheet.getByRole('button', { name: 'Cancel' }).click()
    expect(await objectsOwnedBy(program)).toEqual([])
  })
})
