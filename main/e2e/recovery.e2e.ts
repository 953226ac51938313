import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** Unsaved edits are lost neither by a crash of the whole program nor by closing its window, in the real window. */

const skipped = process.env.MICROCOSM_SKIP_E2E
const text = `# Drawn by hand.
microcosm: 1
components:
  users: { kind: traffic, rate: 20 } # At noon.
  shop: { kind: service, work: { time: 5ms } }
connections:
  - { from: users, to: shop, protocol: http }
`

describe.skipIf(skipped)(skipped ? `unsaved edits (skipped: ${skipped})` : 'unsaved edits', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-recovery-'))
  const file = join(home, 'shop.microcosm.yaml')
  let window: Window | undefined

  afterEach(() => window?.close())
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  async function open(): Promise<{ window: Window; design: DesignPage }> {
    window = await openWindow({ home, design: file })
    const design = new DesignPage(window.page)
    await design.node('shop').waitFor()
    return { window, design }
  }

  /** The texts of all drafts that are kept. */
  function drafts(): string[] {
    const folder = join(home, 'drafts')
    const names = readdirSync(home).includes('drafts') ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).text)
  }

  it('are offered again after the program was killed, and saved then with every comment', async () => {
    writeFileSync(file, text)
    const first = await open()
    await first.design.rename('shop', 'store', 'Corner store')
    await expect.poll(drafts, { timeout: 15_000 }).toEqual([expect.stringContaining('Corner store')])
    const killed = first.window.app.process()
    const gone = new Promise((resolve) => killed.once('exit', resolve))
    killed.kill('SIGKILL')
    await gone
    expect(readFileSync(file, 'utf8')).toBe(text)

    window = await openWindow({ home, design: file })
    const design = new DesignPage(window.page)
    const offer = window.page.getByRole('dialog', { name: 'Recover unsaved edits?' })
    await offer.getByRole('button', { name: /^shop\.microcosm\.yaml/ }).click()
    await design.node('store').waitFor()
    expect(await design.card('store').innerText()).toContain('Corner store')
    expect(readFileSync(file, 'utf8')).toBe(text)

    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('Corner store')
    const saved = readFileSync(file, 'utf8')
    expect(saved).toContain('# Drawn by hand.\n')
    expect(saved).toContain('users: { kind: traffic, rate: 20 } # At noon.\n')
    expect(saved).toContain('- { from: users, to: store, protocol: http }\n')
    await expect.poll(drafts, { timeout: 15_000 }).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('are asked about before the window closes: Cancel keeps it, Discard lets them go', async () => {
    writeFileSync(file, text)
    const { window, design } = await open()
    await design.rename('shop', 'store', 'Corner store')
    await expect.poll(() => window.page.title()).toMatch(/^• shop\.microcosm\.yaml/)
    const closed = window.app.waitForEvent('close', { timeout: 60_000 })
    closed.catch(() => undefined)

    const close = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    const question = window.page.getByRole('dialog', { name: 'Save your edits?' })
    await close()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await design.card('store').innerText()).toContain('Corner store')

    await close()
    await question.getByRole('button', { name: 'Discard edits' }).click()
    await closed
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(drafts()).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('are saved before the window closes when the person says so', async () => {
    writeFileSync(file, text)
    const { window, design } = await open()
    await design.rename('shop', 'store', 'Corner store')
    await expect.poll(() => window.page.title()).toMatch(/^• /)
    const closed = window.app.waitForEvent('close', { timeout: 60_000 })
    closed.catch(() => undefined)
    await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await window.page.getByRole('dialog', { name: 'Save your edits?' }).waitFor()
    // Nothing is lost by the key that people press without reading.
    await design.key('Enter')
    await closed
    expect(readFileSync(file, 'utf8')).toContain('Corner store')
  })
})
