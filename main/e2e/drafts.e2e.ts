import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, openWebHost, type WebHostProcess } from './open-web-host.ts'
import { DesignPage } from './pages/design-page.ts'

/** Drafts in the real page, where a program is killed, a save takes long, or a design is open twice. */

const executablePath = process.env.MICROCOSM_CHROMIUM
const skipped = executablePath ? undefined : 'MICROCOSM_CHROMIUM names no browser'
const text = `microcosm: 1
components:
  users: { kind: traffic, rate: 20 }
  shop: { kind: service, work: { time: 5ms } }
connections:
  - { from: users, to: shop, protocol: http }
`

describe.skipIf(skipped)(skipped ? `drafts (skipped: ${skipped})` : 'drafts', () => {
  let home = ''
  let file = ''
  let browser: Browser
  let host: WebHostProcess | undefined

  beforeAll(async () => {
    browser = await openBrowser(executablePath)
  })
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'microcosm-drafts-'))
    file = join(home, 'shop.microcosm.yaml')
    writeFileSync(file, text)
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await host?.stop()
    rmSync(home, { recursive: true, force: true })
  })
  afterAll(() => browser?.close())

  async function open(): Promise<{ page: Page; design: DesignPage }> {
    host = await openWebHost(home, file)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(host.link)
    const design = new DesignPage(page)
    await design.node('shop').waitFor()
    return { page, design }
  }

  async function kill(): Promise<void> {
    const child = host?.process
    const gone = new Promise((resolve) => child?.once('exit', resolve))
    child?.kill('SIGKILL')
    await gone
  }

  /** The texts of all drafts that are kept. */
  function drafts(): string[] {
    const own = join(home, '.microcosm')
    const folder = join(own, 'drafts')
    const names = readdirSync(own).includes('drafts') ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).text)
  }

  it('keep an edit that was made while a save took long', async () => {
    const { page, design } = await open()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/api/request', async (route) => {
      if (route.request().postData()?.startsWith('{"name":"designs.save"')) await held
      await route.continue()
    })
    await design.select('shop')
    await design.fill('Name', 'First')
    await design.key('Control+s')
    await design.select('shop')
    await design.fill('Name', 'Second')
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([expect.stringContaining('Second')])
    release()
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toContain('First')
    await expect.poll(() => page.title(), { timeout: 15_000 }).toMatch(/^• /)
    expect(drafts()).toEqual([expect.stringContaining('Second')])

    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toContain('Second')
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([])
  })

  it('are there again when the program is killed right after one was recovered, as often as that happens', async () => {
    const first = await open()
    await first.design.select('shop')
    await first.design.fill('Name', 'Corner store')
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([expect.stringContaining('Corner store')])
    await kill()
    for (let round = 0; round < 3; round += 1) {
      const { page, design } = await open()
      await page.getByRole('dialog', { name: 'Recover unsaved edits?' }).getByRole('button', { name: /^shop/ }).click()
      await expect.poll(() => design.card('shop').innerText(), { timeout: 15_000 }).toContain('Corner store')
      await kill()
      expect(drafts()).toEqual([expect.stringContaining('Corner store')])
      expect(readFileSync(file, 'utf8')).toBe(text)
    }
  })

  it('keep what was typed as YAML and is not right yet, when the program is killed', async () => {
    const first = await open()
    await first.design.command('Edit as YAML')
    await first.design.fillYaml('dock', `${text}groups: [`)
    await first.page.getByText(/^Not in the design yet/).waitFor()
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([text])
    await kill()
    const { page, design } = await open()
    await page.getByRole('dialog', { name: 'Recover unsaved edits?' }).getByRole('button', { name: /^shop/ }).click()
    await design.command('Edit as YAML')
    await page.getByText(/^Not in the design yet/).waitFor()
    expect(await design.yamlText('dock')).toBe(`${text}groups: [`)
    expect(readFileSync(file, 'utf8')).toBe(text)
    // Once it is right it is in the design, and kept as an edit is.
    await design.fillYaml('dock', text.replace('rate: 20', 'rate: 30'))
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([text.replace('rate: 20', 'rate: 30')])
  })

  it('that are damaged are shown with their place and stay until they are discarded', async () => {
    const first = await open()
    await first.design.select('shop')
    await first.design.fill('Name', 'Corner store')
    await expect.poll(drafts, { timeout: 10_000 }).toHaveLength(1)
    await kill()
    const folder = join(home, '.microcosm', 'drafts')
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').slice(0, -10))

    const { page } = await open()
    const offer = page.getByRole('dialog', { name: 'Recover unsaved edits?' })
    await offer.getByText(join(folder, name)).waitFor()
    await offer.getByRole('button', { name: 'Later' }).click()
    expect(readdirSync(folder)).toContain(name)
    await page.reload()
    await offer.getByRole('button', { name: `Discard ${join(folder, name)}` }).click()
    await offer.waitFor({ state: 'detached' })
    await expect.poll(() => readdirSync(folder), { timeout: 15_000 }).not.toContain(name)
  })

  it('of a page that lives are not offered to another', async () => {
    const { page, design } = await open()
    await design.select('shop')
    await design.fill('Name', 'Corner store')
    await expect.poll(drafts, { timeout: 10_000 }).toHaveLength(1)
    const other = await page.context().newPage()
    await other.goto(new URL('/', page.url()).href)
    await new DesignPage(other).node('shop').waitFor()
    expect(await other.getByRole('dialog').count()).toBe(0)
    expect(drafts()).toHaveLength(1)
    // The first page is loaded again and has its edits at once.
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await expect.poll(() => design.card('shop').innerText(), { timeout: 15_000 }).toContain('Corner store')
  })
})
