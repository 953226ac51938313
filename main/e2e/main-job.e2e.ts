import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { containersOf, docker, objectsOwnedBy } from './docker-objects.ts'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** The main job, by mouse and keyboard in the real window, on the real engine: draw, predict, run, break, heal, stop, export. */

const execute = promisify(execFile)
const skipped = process.env.MICROCOSM_SKIP_E2E ?? process.env.MICROCOSM_SKIP_LIVE

// The first example, as it comes from the palette: kind, id it gets, id and name it is given, place on the canvas.
const components = [
  ['Traffic', 'traffic', 'shoppers', 'Shoppers', 80, 200],
  ['nginx gateway', 'nginx', 'gateway', 'API gateway', 290, 200],
  ['Service', 'service', 'catalogue', 'Catalogue', 510, 70],
  ['Service', 'service', 'orders', 'Orders', 510, 200],
  ['Service', 'service', 'customers', 'Customers', 510, 460],
  ['PostgreSQL', 'postgres', 'catalogue-db', 'Catalogue DB', 760, 70],
  ['PostgreSQL', 'postgres', 'orders-db', 'Orders DB', 760, 200],
  ['RabbitMQ', 'rabbitmq', 'order-events', 'Order events', 760, 330],
  ['PostgreSQL', 'postgres', 'customers-db', 'Customers DB', 760, 460],
] as const

const connections = [
  ['shoppers', 'gateway'],
  ['gateway', 'catalogue'],
  ['gateway', 'orders'],
  ['gateway', 'customers'],
  ['catalogue', 'catalogue-db'],
  ['orders', 'orders-db'],
  ['orders', 'order-events'],
  ['order-events', 'customers'],
  ['customers', 'customers-db'],
] as const

const journeys = { browse: 'catalogue', order: 'orders', account: 'customers' }

describe.skipIf(skipped)('the main job', () => {
  let window: Window
  let design: DesignPage
  let program: number | undefined
  const exported = mkdtempSync(join(tmpdir(), 'microcosm-exported-'))
  const project = `microcosm-e2e-${process.pid}`

  beforeAll(async () => {
    window = await openWindow()
    program = await window.app.evaluate(() => process.pid)
    design = new DesignPage(window.page)
  })
  afterAll(async () => {
    await window?.close()
    if (readdirSync(exported).length > 0) await compose('down', '-v', '--remove-orphans', '--rmi', 'local')
    rmSync(exported, { recursive: true, force: true })
  })

  function compose(...args: string[]) {
    return execute('docker', ['compose', '-p', project, ...args], { cwd: exported, maxBuffer: 64 * 2 ** 20 })
  }

  it('draws the gateway example from an empty canvas', async () => {
    await design.newDesign()
    for (let step = 0; step < 3; step++) await design.button('Zoom out').click()
    for (const [kind, first, id, name, x, y] of components) {
      await design.dragFromPalette(kind, { x, y })
      await design.rename(first, id, name)
    }
    for (const [from, to] of connections) await design.connect(from, to)

    await design.select('shoppers')
    await design.fill('Rate', '60')
    for (const journey of Object.keys(journeys)) await design.fill('New name in Journeys', journey)
    for (const [journey, service] of Object.entries(journeys)) {
      await design.selectConnection(`gateway->${service}`)
      await design.button('A value for each journey').first().click()
      for (const other of Object.keys(journeys)) if (other !== journey) await design.fill(other, '0')
    }
    await design.clickCanvas()
    expect(await window.page.locator('.react-flow__node .problem-badge').count()).toBe(1)
  })

  it('gives the gateway the paths that it tells requests apart by, as its problem proposes', async () => {
    await window.page.getByRole('tab', { name: /^Problems/ }).click()
    await window.page.getByRole('listitem').getByRole('button', { name: 'Set /catalogue, /orders, /customers' }).click()
    await expect.poll(() => window.page.locator('.react-flow__node .problem-badge').count()).toBe(0)
    await window.page.getByRole('tab', { name: /^Scenario/ }).click()
  })

  it('takes back and repeats the last edit', async () => {
    await design.selectConnection('customers->customers-db')
    await design.key('Delete')
    await expect.poll(() => design.edge('customers->customers-db').count()).toBe(0)
    await design.key('Control+z')
    await expect.poll(() => design.edge('customers->customers-db').count()).toBe(1)
  })

  it('predicts it', async () => {
    await design.button('Predict').click()
    await expect.poll(() => design.banner.innerText(), { timeout: 30_000 }).toMatch(/Predicted .* in /)
    await design.select('gateway')
    expect(await design.number('Throughput', 'predicted')).toBeGreaterThan(50)
  })

  it('runs it on Docker and sees requests flow on each connection', async () => {
    await design.choose(/^Scenario/, /^10 min/)
    await design.runOnDocker()
    await expect.poll(() => design.banner.innerText(), { timeout: 180_000 }).toMatch(/Running on Docker · 9 containers/)
    for (const [from, to] of connections) {
      await design.selectConnection(`${from}->${to}`)
      await expect.poll(() => design.number('Throughput', 'measured'), { timeout: 20_000, message: `${from}->${to}` }).toBeGreaterThan(0)
    }
    expect(await containersOf('orders', program)).toHaveLength(1)
  })

  it('kills one service: its path fails, the others go on', async () => {
    await design.select('orders')
    await design.button('Kill').click()
    await expect.poll(() => containersOf('orders', program), { timeout: 10_000 }).toHaveLength(0)
    await design.selectConnection('gateway->orders')
    await expect.poll(() => design.number('Errors', 'measured'), { timeout: 10_000 }).toBeGreaterThan(0.9)
    for (const service of ['catalogue', 'customers']) {
      await design.selectConnection(`gateway->${service}`)
      await expect.poll(() => design.number('Throughput', 'measured'), { timeout: 10_000 }).toBeGreaterThan(5)
      expect(await design.number('Errors', 'measured')).toBeLessThan(0.01)
    }
  })

  it('restores it', async () => {
    await design.select('orders')
    await design.button('Restore').click()
    await design.selectConnection('gateway->orders')
    await expect.poll(() => design.number('Errors', 'measured'), { timeout: 30_000 }).toBeLessThan(0.01)
    expect(await containersOf('orders', program)).toHaveLength(1)
  })

  it('delays a connection and sees it within seconds', async () => {
    await design.selectConnection('customers->customers-db')
    await design.button('Delay +200 ms').click()
    await expect.poll(() => design.figure('Latency p50', 'measured'), { timeout: 10_000 }).toMatch(/^2\d\d/)
    await design.button('End delay').click()
    await expect.poll(() => design.figure('Latency p50', 'measured'), { timeout: 10_000 }).not.toMatch(/^2\d\d/)
  })

  it('stops and leaves nothing behind', async () => {
    await design.button('Stop').click()
    await expect.poll(() => design.banner.innerText(), { timeout: 60_000 }).toMatch(/Measured .* on Docker/)
    await expect.poll(() => objectsOwnedBy(program), { timeout: 30_000 }).toEqual([])
  })

  it('exports a Compose file that comes up healthy', async () => {
    await window.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
    }, exported)
    await design.button('Export').click()
    await design.button(/^Docker Compose/).click()
    await design.button('Choose a folder…').click()
    await design.button(/^Write \d+ files$/).click()
    await window.page.getByText(/files written to/).waitFor()
    expect(readFileSync(join(exported, 'compose.yaml'), 'utf8')).toContain('orders-db')

    await compose('config', '-q')
    await compose('up', '-d', '--build', '--wait', '--wait-timeout', '180')
    const states = await docker('ps', '--filter', `label=com.docker.compose.project=${project}`, '--format', '{{.Status}}')
    expect(states).toHaveLength(8)
    for (const state of states) expect(state).toMatch(/healthy/)
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
