import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openWebHost, type WebHostProcess } from './open-web-host.ts'
import { project } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** The same page in a browser of today, over the web host, as on a machine that has no display. */

const executablePath = process.env.MICROCOSM_CHROMIUM
const skipped = executablePath ? undefined : 'MICROCOSM_CHROMIUM names no browser'

describe.skipIf(skipped)(skipped ? `the page in a browser (skipped: ${skipped})` : 'the page in a browser', () => {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-web-page-'))
  const saved = join(home, 'My shop.microcosm.yaml')
  const example = readFileSync(join(project, 'assets/examples/api-gateway.microcosm.yaml'), 'utf8')
  const complaints: string[] = []
  let host: WebHostProcess
  let link = ''
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let design: DesignPage

  beforeAll(async () => {
    host = await openWebHost(home)
    link = host.link
    browser = await openBrowser(executablePath)
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    design = new DesignPage(page)
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    rmSync(home, { recursive: true, force: true })
  })

  it('opens by the link, and to nobody else', async () => {
    await page.goto(link)
    await page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    const stranger = await browser.newContext()
    const other = await stranger.newPage()
    expect((await other.goto(link))?.status()).toBe(401)
    expect((await other.goto(new URL('/', link).href))?.status()).toBe(401)
    await stranger.close()
  })

  it('answers no one who has only the cookie, as another port of this machine may', async () => {
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    expect(cookie).toMatch(/^microcosm-\d+=/)
    const replay = (path: string, init: RequestInit = {}) =>
      fetch(new URL(path, link), { ...init, headers: { cookie, 'content-type': 'application/json' } })
    expect((await replay('/')).status).toBe(200)
    expect((await replay('/api/request', { method: 'POST', body: '{"name":"app.hello","input":{}}' })).status).toBe(401)
    expect((await replay('/api/events')).status).toBe(401)
  })

  it('predicts an example and shows its figures', async () => {
    await design.openExample('API gateway')
    await design.button('Predict').click()
    await expect.poll(() => design.banner.innerText(), { timeout: 30_000 }).toMatch(/Predicted .* in /)
    await design.select('gateway')
    expect(await design.number('Throughput', 'predicted')).toBeGreaterThan(1)
    expect(await design.figure('Latency p95', 'predicted')).toMatch(/^[\d.]+ (± [\d.]+ ?)?m?s$/)
  })

  it('saves it under a name by the dialog of its own, with the edit and every comment', async () => {
    await design.select('orders')
    await design.fill('Name', 'Order desk')
    await design.key('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Save design' })
    await dialog.getByLabel('File name').fill('My shop')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => readdirSync(home), { timeout: 10_000 }).toContain('My shop.microcosm.yaml')
    const text = readFileSync(saved, 'utf8')
    expect(text).toContain('Order desk')
    expect(commentsIn(text)).toEqual(commentsIn(example))
    expect(commentsIn(text).length).toBeGreaterThan(2)
  })

  it('saves the next edit to the same file, and changes nothing but the edit', async () => {
    const before = readFileSync(saved, 'utf8')
    await design.select('orders')
    await design.fill('Name', 'Order office')
    await design.key('Control+s')
    await expect.poll(() => readFileSync(saved, 'utf8'), { timeout: 10_000 }).toBe(before.replace('Order desk', 'Order office'))
  })

  it('answers questions, and saves the report by the dialog of its own', async () => {
    const dock = new DockPage(page)
    await dock.answer('Sweep')
    await page.getByLabel('Steps').fill('3')
    await design.button('Sweep 3 values').click()
    await page.getByRole('radio', { name: /^3: / }).waitFor({ timeout: 60_000 })
    await design.clickCanvas()
    await design.key('Control+Shift+e')
    const dialog = page.getByRole('dialog', { name: 'Save report' })
    await dialog.getByLabel('File name').fill('figures')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Report saved as figures.html.').waitFor()
    expect(readFileSync(join(home, 'figures.html'), 'utf8')).toContain('<h1>API gateway</h1>')
  })

  it('shows the design again after the page was loaded anew, and after it was closed finds it among the recent', async () => {
    await page.reload()
    await design.node('orders').waitFor()
    await design.command('Close design')
    await page.getByRole('button', { name: /My shop\.microcosm\.yaml/ }).click()
    await design.node('orders').waitFor()
    expect(await design.card('orders').innerText()).toContain('Order office')
  })

  it('complained about nothing', () => {
    expect(complaints).toEqual([])
  })
})

function commentsIn(text: string): string[] {
  return text.split('\n').flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? [])
}
