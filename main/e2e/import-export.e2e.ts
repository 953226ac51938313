import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../app/bridge/answer.ts'
import { tryCli } from '../cli/try-cli.ts'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { ShippingPage } from './pages/shipping-page.ts'

/** Somebody's Compose files become a design, the design becomes files again, and no file is changed without being shown before. */

const skipped = process.env.MICROCOSM_SKIP_E2E

describe.skipIf(skipped)('bringing in and shipping out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-shipping-'))
  const kubernetes = join(folder, 'kubernetes')
  const composeFile = join(folder, 'compose.yaml')
  const saved = join(folder, 'shop.microcosm.yaml')
  let window: Window
  let design: DesignPage
  let shipping: ShippingPage

  beforeAll(async () => {
    cpSync(join(import.meta.dirname, 'fixtures/compose'), folder, { recursive: true })
    window = await openWindow()
    design = new DesignPage(window.page)
    shipping = new ShippingPage(window.page)
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The system's next dialog is answered with these files or this folder. */
  async function answerDialogs(...paths: string[]): Promise<void> {
    await window.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: filePaths[0] ?? '' })
    }, paths)
  }
  const check = () => tryCli(['export', saved, '--to', 'kubernetes', '--out', kubernetes, '--check'], folder)

  it('says in one sentence what is wrong with a file', async () => {
    const broken = join(folder, 'broken.yaml')
    writeFileSync(broken, 'services:\n  web:\n    image: [\n')
    await answerDialogs(broken)
    await design.button('Import Docker Compose…').click()
    expect(await shipping.dialog.getByRole('alert').innerText()).toMatch(/broken\.yaml:\d+:\d+\n.+\./)
    expect(await shipping.button('Make the design').isDisabled()).toBe(true)
    await shipping.button('Leave broken.yaml out').click()
    rmSync(broken)
  })

  it('shows what two Compose files come to, in the order in which they are merged', async () => {
    await answerDialogs(join(folder, 'compose.over.yaml'), composeFile)
    await shipping.button('Choose Compose files…').click()
    await shipping.button('Merge compose.yaml earlier').click()
    await expect.poll(() => shipping.files()).toEqual(['compose.yaml', 'compose.over.yaml'])
    await shipping.tab('Understood services').click()
    await expect.poll(() => shipping.dialog.locator('.import-row').count()).toBe(6)
    expect(await shipping.dialog.getByText('PostgreSQL').count()).toBe(1)
    await shipping.tab('Carried along').click()
    await shipping.dialog.getByText('catalogue-db.healthcheck').waitFor()
  })

  it('takes the connections that were inferred, but the one that is rejected', async () => {
    await shipping.tab('Inferred connections').click()
    const box = shipping.dialog.getByRole('checkbox', { name: 'orders to cache' })
    expect(await box.isChecked()).toBe(true)
    await box.focus()
    await design.key('Space')
    expect(await box.isChecked()).toBe(false)
    await shipping.button('Make the design').click()
    await design.node('orders').waitFor()
    expect(await design.node('cache').count()).toBe(1)
    expect(await design.edge('orders->cache').count()).toBe(0)
    for (const id of ['edge->catalogue', 'orders->broker', 'catalogue->catalogue-db']) expect(await design.edge(id).count()).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(['compose.over.yaml', 'compose.yaml'])
  })

  it('takes it back and makes it again', async () => {
    await design.button('Undo: Import Docker Compose').click()
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    await design.key('Control+Shift+z')
    await design.node('orders').waitFor()
    await design.key('Control+z')
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    await answerDialogs(composeFile)
    await design.button('Import Docker Compose…').click()
    await shipping.button('Make the design').click()
    await design.edge('orders->cache').waitFor({ state: 'attached' })
    await answerDialogs(saved)
    await design.key('Control+s')
    await expect.poll(() => readdirSync(folder)).toContain('shop.microcosm.yaml')
  })

  it('exports to Kubernetes what was shown', async () => {
    await answerDialogs(kubernetes)
    await shipping.openExport(/^Kubernetes/)
    await shipping.button('Choose a folder…').click()
    await shipping.button(/^Write \d+ files$/).waitFor()
    const shown = await shipping.states()
    expect(new Set(shown.map(([, state]) => state))).toEqual(new Set(['new']))
    await shipping.write()
    const written = readdirSync(kubernetes, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const names = written.map(({ name }) => name).filter((name) => name !== '.microcosm-export.json')
    expect(names.sort()).toEqual(shown.map(([name]) => name).sort())
    expect(await check()).toMatchObject({ code: 0, out: [] })
  })

  it('shows line by line what an edit of the design changes in the files', async () => {
    await design.select('orders')
    await design.fill('Replicas', '4')
    await design.key('Control+s')
    await expect.poll(() => readFileSync(saved, 'utf8')).toContain('replicas: 4')
    const failed = await check()
    expect(failed.code).toBe(1)
    expect(failed.out.join('\n')).toContain('no longer matches the design')

    await shipping.openExport(/^Kubernetes/)
    await shipping.button(/^Write \d+ files?$/).waitFor()
    const differing = (await shipping.states()).filter(([, state]) => state !== 'the same')
    expect(differing.length).toBeGreaterThan(0)
    expect(differing.length).toBe(failed.out.length)
    await expect.poll(() => shipping.lines('added')).toContainEqual(expect.stringMatching(/replicas: 4/i))
    await shipping.write()
    expect(await check()).toMatchObject({ code: 0, out: [] })
  })

  it('keeps what a person edited, unless it is ticked', async () => {
    const [name = ''] = readdirSync(join(kubernetes, 'base')).filter((each) => each.endsWith('.yaml'))
    const edited = join(kubernetes, 'base', name)
    const before = readFileSync(edited, 'utf8')
    writeFileSync(edited, `${before}# Mine.\n`)
    await shipping.openExport(/^Kubernetes/)
    await shipping.dialog.getByText('1 kept as you edited').waitFor()
    expect(await shipping.lines('removed')).toEqual(['# Mine.'])
    await shipping.dialog.getByRole('checkbox', { name: `Replace base/${name}` }).check()
    await shipping.button('Write 1 file').waitFor()
    await shipping.write()
    expect(readFileSync(edited, 'utf8')).toBe(before)
  })

  it('exports to Compose by editing the files that were imported', async () => {
    const before = readFileSync(composeFile, 'utf8')
    await shipping.openExport(/^Docker Compose/)
    await shipping.button('Write 1 file').waitFor()
    expect((await shipping.lines('added')).join('\n')).toContain('replicas: 4')
    expect(await shipping.lines('removed')).toEqual([])
    await shipping.write()
    const after = readFileSync(composeFile, 'utf8').split('\n')
    expect(after.filter((line) => before.split('\n').includes(line)).join('\n')).toBe(before)
  })

  it('leads from what is not carried over to the component', async () => {
    await shipping.openExport(/^Kubernetes/)
    await shipping.dialog.getByText(/things are not carried over/).click()
    await shipping
      .button(/^catalogue-db/)
      .first()
      .click()
    await expect.poll(() => design.node('catalogue-db').evaluate((node) => node.classList.contains('selected'))).toBe(true)
    expect(await shipping.dialog.count()).toBe(0)
  })

  it('shows a picture before it is written', async () => {
    await shipping.openExport(/^SVG/)
    const picture = shipping.dialog.getByRole('img', { name: /as it would be written/ })
    await picture.waitFor()
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100)
    await shipping.button('Cancel').click()
  })

  it('imports Compose files that are dropped on the window, and none that the page only names', async () => {
    const elsewhere = join(folder, 'elsewhere')
    cpSync(join(import.meta.dirname, 'fixtures/compose'), elsewhere, { recursive: true })
    const dropped = join(elsewhere, 'compose.yaml')
    const read = () =>
      window.page.evaluate((file) => {
        const { bridge } = globalThis as unknown as { bridge: Bridge }
        const forged = Object.defineProperty(new File([], 'compose.yaml'), 'path', { value: file })
        return Promise.all([
          bridge.pathOf(forged),
          bridge.pathOf({ path: file, name: 'compose.yaml' }),
          bridge.request('imports.read', { files: [file] }),
        ])
      }, dropped)
    expect(await read()).toEqual(['', '', expect.objectContaining({ ok: false, message: expect.stringContaining('was not chosen') })])
    await shipping.drop(dropped, join(elsewhere, 'compose.over.yaml'))
    await expect.poll(() => shipping.files()).toEqual(['compose.yaml', 'compose.over.yaml'])
    await shipping.tab('Understood services').waitFor()
    await shipping.button('Cancel').click()
    expect((await read())[2].ok).toBe(true)
  })

  it('takes the override along that lies beside a lone compose.yaml, and shows people in front of what is published', async () => {
    const lone = join(folder, 'lone')
    cpSync(join(import.meta.dirname, 'fixtures/compose'), lone, { recursive: true })
    writeFileSync(join(lone, 'compose.override.yaml'), `services:\n  orders: { environment: { TAX: "\${TAX}" } }\n`)
    writeFileSync(join(lone, '.env'), 'TAX=7\n')
    await shipping.drop(join(lone, 'compose.yaml'))
    await expect.poll(() => shipping.files()).toEqual(['compose.yaml', 'compose.override.yaml'])
    await shipping.dialog.getByText('Variables come from .env.').waitFor()
    await shipping.tab('Inferred connections').click()
    expect(await shipping.dialog.getByRole('checkbox', { name: 'people to edge' }).isChecked()).toBe(true)
    await shipping.button('Leave compose.override.yaml out').click()
    await expect.poll(() => shipping.files()).toEqual(['compose.yaml'])
    await shipping.dialog.getByRole('checkbox', { name: 'people to edge' }).waitFor()
    // Added again by hand it is one that was shown already.
    await answerDialogs(join(lone, 'compose.override.yaml'))
    await shipping.button('Add a file…').click()
    await expect.poll(() => shipping.files()).toEqual(['compose.yaml', 'compose.override.yaml'])
    await shipping.tab('Understood services').waitFor()
    await shipping.button('Cancel').click()
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
