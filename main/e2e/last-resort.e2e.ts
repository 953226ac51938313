import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { PageThroughProgram } from './pages/page-through-program.ts'

/** A page that crashes or hangs, and a mistake in the program, cost no edit, in the real window. */

const skipped = process.env.MICROCOSM_SKIP_E2E
const text = 'microcosm: 1\ncomponents:\n  shop: { kind: service, work: { time: 5ms } } # The shop.\n'

describe.skipIf(skipped)(skipped ? `the last resort (skipped: ${skipped})` : 'the last resort', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-last-resort-'))
  const file = join(home, 'shop.microcosm.yaml')
  let window: Window

  afterAll(() => rmSync(home, { recursive: true, force: true }))
  beforeEach(async () => {
    rmSync(join(home, 'drafts'), { recursive: true, force: true })
    writeFileSync(file, text)
    window = await openWindow({ home, design: file })
    const design = new DesignPage(window.page)
    await design.node('shop').waitFor()
    await design.select('shop')
    await design.fill('Name', 'Corner store')
    await expect.poll(drafts, { timeout: 15_000 }).toEqual([expect.stringContaining('Corner store')])
  })
  afterEach(() => window.close())

  function drafts(): string[] {
    const folder = join(home, 'drafts')
    const names = readdirSync(home).includes('drafts') ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).text)
  }

  const program = () => new PageThroughProgram(window.app)
  const inPage = (script: string) => program().ask(script)
  const shown = () => inPage("document.querySelector('.react-flow__node[data-id=shop]')?.innerText")
  const key = (code: string) => program().key(code, 'control')
  /** From now on the person presses the button of this name wherever it is asked. */
  const answer = (label: string) =>
    window.app.evaluate(({ dialog }, wanted) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = (async (_window: unknown, options: { message: string; buttons: string[] }) => {
        asked.push(options.message)
        return { response: options.buttons.indexOf(wanted), checkboxChecked: false }
      }) as typeof dialog.showMessageBox
    }, label)
  const hang = () => program().hang()

  it('loads a page that crashed again, with the design and its edits, and saves them', async () => {
    await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    await expect.poll(shown, { timeout: 30_000 }).toContain('Corner store')
    expect(readFileSync(file, 'utf8')).toBe(text)
    await expect.poll(() => inPage('document.title'), { timeout: 15_000 }).toMatch(/^• shop/)
    await key('s')
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 15_000 }).toContain('Corner store')
    expect(readFileSync(file, 'utf8')).toContain('# The shop.')
    await expect.poll(drafts, { timeout: 15_000 }).toEqual([])
  })

  it('lets a page that hangs be loaded again, with the design and its edits', async () => {
    await answer('Load the page again')
    await hang()
    await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'))
    await expect.poll(shown, { timeout: 30_000 }).toContain('Corner store')
  })

  it('lets a window be closed whose page hangs over unsaved edits, which stay as a draft', async () => {
    await answer('Close anyway')
    await hang()
    const closed = window.app.waitForEvent('close', { timeout: 60_000 })
    await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await closed
    expect(drafts()).toEqual([expect.stringContaining('Corner store')])
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('asks when a page crashes again and again, and loads it once more', async () => {
    await answer('Load it again')
    for (let crash = 0; crash < 4; crash += 1) {
      await expect.poll(shown, { timeout: 30_000 }).toContain('Corner store')
      await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    }
    await expect.poll(shown, { timeout: 30_000 }).toContain('Corner store')
    const asked = await window.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
    expect(asked).toEqual(['The page of Microcosm crashes again and again.'])
  })

  it('tells a mistake in the program, logs it, and goes on', async () => {
    await window.app.evaluate(() => {
      setTimeout(() => {
        throw new Error('made by a test')
      })
      setTimeout(() => void Promise.reject(new Error('refused by a test')))
    })
    await window.page.getByText('Microcosm made a mistake: made by a test. Your design is as it was.').waitFor()
    await window.page.getByText('Microcosm made a mistake: refused by a test.').waitFor()
    expect(readFileSync(join(home, 'log', 'microcosm.log'), 'utf8')).toMatch(/made by a test\n +at /)
    await new DesignPage(window.page).key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 15_000 }).toContain('Corner store')
  })
})
