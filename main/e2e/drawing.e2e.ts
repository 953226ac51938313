import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** What somebody who draws for a living expects of a canvas: several things at once, the clipboard, lining up. */

const text = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, rate: 20 }
  orders: { kind: service, name: Orders }
  stock: { kind: service, name: Stock }
  db: { kind: postgres, name: DB }
connections:
  - { from: people, to: orders, protocol: http }
  - { from: orders, to: stock, protocol: http, timeout: 2s }
  - { from: orders, to: db, protocol: postgres }
scenarios:
  day: { duration: 60s, traffic: [{ at: 0s, scale: 1 }] }
layout:
  people: { x: 0, y: 0 }
  orders: { x: 304, y: 0 }
  stock: { x: 600, y: 24 }
  db: { x: 640, y: 200 }
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('drawing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-drawing-'))
  const file = join(folder, 'shop.microcosm.yaml')
  let window: Window
  let design: DesignPage

  beforeAll(async () => {
    writeFileSync(file, text)
    window = await openWindow({ design: file })
    await window.page.setViewportSize({ width: 1440, height: 900 })
    design = new DesignPage(window.page)
    await design.node('orders').waitFor()
  })
  beforeEach(async () => {
    await design.key('Escape')
    while (await undoButton().isEnabled()) await undoButton().click()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const undoButton = () => window.page.getByRole('button', { name: /^Undo/ })
  const inspector = () => window.page.getByLabel('Inspector')
  const placeOf = (id: string) => design.node(id).evaluate((node) => (node as HTMLElement).style.transform)

  it('sets a timeout for several connections at once, as one step', async () => {
    await design.selectConnection('people->orders')
    await window.page.keyboard.down('Control')
    await design.selectConnection('orders->stock')
    await window.page.keyboard.up('Control')
    await expect.poll(() => design.selected()).toEqual(['people->orders', 'orders->stock'])
    const timeout = inspector().getByLabel('Timeout', { exact: true })
    expect(await timeout.getAttribute('placeholder')).toBe('mixed')
    await design.fill('Timeout', '750ms')
    await design.key('Escape')
    for (const id of ['people->orders', 'orders->stock']) {
      await design.selectConnection(id)
      await expect.poll(() => timeout.inputValue()).toBe('750 ms')
    }
    await undoButton().click()
    expect(await undoButton().isDisabled()).toBe(true)
    await expect.poll(() => timeout.inputValue()).toBe('2 s')
  })

  it('selects all of a kind and all connections, and sets a parameter of several components', async () => {
    await design.select('orders')
    await design.key('Control+Shift+a')
    await expect.poll(() => design.selected()).toEqual(['orders', 'stock'])
    await design.fill('Replicas', '3')
    await expect.poll(() => undoButton().getAttribute('aria-label')).toContain('Replicas of 2 components')
    await design.key('Escape')
    await design.command('Select the connections')
    await expect.poll(() => design.selected()).toEqual(['people->orders', 'orders->stock', 'orders->db'])
    await window.page.getByTestId('canvas').focus()
    await design.key('Delete')
    await expect.poll(() => window.page.locator('.react-flow__edge').count()).toBe(0)
    await design.key('Control+z')
    await design.edge('orders->db').waitFor({ state: 'attached' })
    await design.key('Control+z')
    expect(await undoButton().isDisabled()).toBe(true)
  })

  it('copies components as YAML text and takes such text back', async () => {
    const clipboard = () => window.app.evaluate(({ clipboard }) => clipboard.readText())
    await design.marquee('orders', 'stock')
    await design.key('Control+c')
    await expect.poll(clipboard).toContain('- { from: orders, to: stock, protocol: http, timeout: 2s }')
    expect(await clipboard()).not.toContain('postgres')
    // Another window, or an editor, has changed it.
    const changed = (await clipboard()).replaceAll('orders', 'bills').replaceAll('Orders', 'Bills')
    await window.app.evaluate(({ clipboard }, given) => clipboard.writeText(given), changed)
    await design.key('Control+v')
    await design.node('bills').waitFor()
    await design.edge('bills->stock-2').waitFor({ state: 'attached' })
    expect(await design.card('bills').innerText()).toContain('Bills')
    await design.key('Control+x')
    await design.node('bills').waitFor({ state: 'detached' })
    await expect.poll(clipboard).toContain('bills')
    await window.app.evaluate(({ clipboard }) => clipboard.writeText('Dear all, nothing of a design.'))
    await design.key('Control+v')
    await window.page.getByText('The clipboard holds no components of a design.').waitFor()
  })

  it('lines cards up and puts them at equal distances', async () => {
    await design.marquee('people', 'orders', 'stock', 'db')
    await design.command('Align top edges')
    await expect.poll(() => placeOf('db')).toBe('translate(640px, 0px)')
    expect(await placeOf('stock')).toBe('translate(600px, 0px)')
    await design.command('Distribute across')
    await expect.poll(() => placeOf('orders')).toBe('translate(224px, 0px)')
    await design.key('Control+z')
    await design.key('Control+z')
    await expect.poll(() => placeOf('db')).toBe('translate(640px, 200px)')
  })

  it('moves the end of a connection to another card, and gives it up on Escape', async () => {
    await design.selectConnection('people->orders')
    const end = window.page.locator('.react-flow__edgeupdater-target')
    const box = await end.boundingBox()
    const from = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    await design.hold(from, await design.pointOf('stock'))
    await design.key('Escape')
    await window.page.mouse.up()
    expect(await undoButton().isDisabled()).toBe(true)
    await design.selectConnection('people->orders')
    await design.drag(from, await design.pointOf('stock'))
    await design.edge('people->stock').waitFor({ state: 'attached' })
    expect(await design.edge('people->orders').count()).toBe(0)
    await expect.poll(() => design.selected()).toEqual(['people->stock'])
    await design.key('Control+z')
    await design.edge('people->orders').waitFor({ state: 'attached' })
  })

  it('puts a card on a connection, from the list, by a double click and by moving one there', async () => {
    const canvas = await window.page.getByTestId('canvas').boundingBox()
    const inCanvas = ({ x, y }: { x: number; y: number }) => ({ x: x - (canvas?.x ?? 0), y: y - (canvas?.y ?? 0) })
    await design.dragFromPalette('nginx gateway', inCanvas(await design.pointOn('people->orders')))
    await design.edge('people->nginx').waitFor({ state: 'attached' })
    await design.edge('nginx->orders').waitFor({ state: 'attached' })
    expect(await design.edge('people->orders').count()).toBe(0)
    await design.key('Control+z')

    const on = await design.pointOn('orders->stock', 0.4)
    await window.page.mouse.dblclick(on.x, on.y)
    await window.page.getByRole('menuitem', { name: 'Service', exact: true }).click()
    await design.edge('orders->service').waitFor({ state: 'attached' })
    await design.key('Control+z')

    await window.page.mouse.dblclick((canvas?.x ?? 0) + 160, (canvas?.y ?? 0) + 60)
    await window.page.getByRole('menuitem', { name: 'Service', exact: true }).click()
    await design.node('service').waitFor()
    const middle = await design.node('service').boundingBox()
    const from = { x: (middle?.x ?? 0) + (middle?.width ?? 0) / 2, y: (middle?.y ?? 0) + (middle?.height ?? 0) / 2 }
    await design.hold(from, await design.pointOn('orders->db'))
    await window.page.mouse.up()
    // A service answers no PostgreSQL, but it stands where it was put.
    expect(await design.edge('orders->db').count()).toBe(1)
    await design.key('Control+z')
    await design.hold(from, await design.pointOn('people->orders'))
    await window.page.locator('.edge-takes').waitFor({ state: 'attached' })
    await window.page.mouse.up()
    await design.edge('people->service').waitFor({ state: 'attached' })
    await design.edge('service->orders').waitFor({ state: 'attached' })
  })

  it('adds what a card calls by its plus and by Tab, and connects two selected cards', async () => {
    await design.select('stock')
    await design.button('Add what Stock calls').click()
    await window.page.keyboard.type('redis')
    await design.key('Enter')
    await design.edge('stock->redis').waitFor({ state: 'attached' })
    await design.select('stock')
    await design.key('Tab')
    await window.page.keyboard.type('kaf')
    await design.key('Enter')
    await design.edge('stock->kafka').waitFor({ state: 'attached' })
    await design.select('kafka')
    await window.page.keyboard.down('Control')
    const orders = await design.pointOf('orders')
    await window.page.mouse.click(orders.x, orders.y)
    await window.page.keyboard.up('Control')
    await design.key('Control+l')
    await design.edge('kafka->orders').waitFor({ state: 'attached' })
  })

  it('puts a copy down where a card is dragged with Alt, and the card stays', async () => {
    await design.select('db')
    const [from, before] = [await design.pointOf('db'), await placeOf('db')]
    await window.page.keyboard.down('Alt')
    await design.hold(from, { x: from.x - 300, y: from.y + 40 })
    await window.page.locator('.ghost-card').waitFor()
    expect(await placeOf('db')).toBe(before)
    await window.page.mouse.up()
    await window.page.keyboard.up('Alt')
    await design.node('db-2').waitFor()
    expect(await placeOf('db')).toBe(before)
    expect(await design.card('db-2').innerText()).toContain('DB 2')
    await design.key('Control+z')
    await design.node('db-2').waitFor({ state: 'detached' })
  })

  it('shows in which row a dragged card comes to stand and how far from its neighbours', async () => {
    const [from, orders] = [await design.pointOf('stock'), await design.pointOf('orders')]
    await design.hold(from, { x: from.x + 3, y: orders.y + 3 })
    await window.page.locator('.snap-guide-row').waitFor()
    expect(await window.page.locator('.snap-gap').allInnerTexts()).toContain('96')
    await window.page.mouse.up()
    await expect.poll(() => placeOf('stock')).toMatch(/, 0px\)$/)
    expect(await window.page.locator('.snap-guide').count()).toBe(0)
  })

  it('shows only what a card reaches and who reaches it', async () => {
    await design.select('stock')
    await design.key('Control+Shift+f')
    const dimmed = () =>
      window.page.locator('.react-flow__node.dimmed').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id))
    await expect.poll(dimmed).toEqual(['db'])
    await design.key('Escape')
    await expect.poll(dimmed).toEqual([])
    expect(await design.selected()).toEqual(['stock'])
  })

  it('moves nothing while the layout is locked', async () => {
    const before = await placeOf('stock')
    await design.button('Lock the layout').click()
    // Where nothing can be moved, a drag moves the ground.
    const ground = await design.pointOf('stock')
    await design.drag(ground, { x: ground.x + 60, y: ground.y + 90 })
    await design.select('stock')
    await design.key('ArrowDown')
    expect(await placeOf('stock')).toBe(before)
    expect(await undoButton().isDisabled()).toBe(true)
    await design.button('Unlock the layout').click()
    const from = await design.pointOf('stock')
    await design.drag(from, { x: from.x + 60, y: from.y + 90 })
    await expect.poll(() => placeOf('stock')).not.toBe(before)
  })

  it('groups, nests, moves, names and dissolves', async () => {
    await design.marquee('orders', 'stock')
    await design.key('Control+g')
    const boundary = window.page.locator('.react-flow__node[data-id="group:group"]')
    await boundary.waitFor()
    await design.fill('Name', 'Selling')
    const name = boundary.getByText('Selling')
    await name.waitFor()
    const [orders, db] = [await placeOf('orders'), await placeOf('db')]
    const box = await name.boundingBox()
    const at = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    await design.drag(at, { x: at.x, y: at.y + 160 })
    await expect.poll(() => placeOf('orders')).not.toBe(orders)
    expect(await placeOf('db')).toBe(db)
    await design.key('Control+z')
    await expect.poll(() => placeOf('orders')).toBe(orders)
    await design.marquee('orders', 'stock', 'db')
    await design.key('Control+g')
    await window.page.locator('.react-flow__node[data-id="group:group-2"]').waitFor()
    await design.select('orders')
    await design.key('Alt+g')
    await expect.poll(() => inspector().getByLabel('Name', { exact: true }).inputValue()).toBe('Selling')
    await design.key('Alt+g')
    await expect.poll(() => inspector().getByLabel('Members').getByRole('button').count()).toBe(3)
    await design.key('Control+Shift+g')
    await window.page.locator('.react-flow__node[data-id="group:group-2"]').waitFor({ state: 'detached' })
    await boundary.waitFor()
  })

  it('says under the pointer why a connection may not end there', async () => {
    const source = await design.node('stock').locator('.source').boundingBox()
    await design.hold({ x: (source?.x ?? 0) + 6, y: (source?.y ?? 0) + 6 }, await design.pointOf('people'))
    await window.page.locator('.drawn-reason', { hasText: 'Traffic only sends; nothing can call it.' }).waitFor()
    await design.key('Escape')
    await window.page.mouse.up()
    expect(await undoButton().isDisabled()).toBe(true)
  })

  it('silences a warning with a reason, and lets it speak again', async () => {
    const canvas = await window.page.getByTestId('canvas').boundingBox()
    await window.page.mouse.dblclick((canvas?.x ?? 0) + 160, (canvas?.y ?? 0) + 60)
    await window.page.getByRole('menuitem', { name: 'Service', exact: true }).click()
    await window.page.getByRole('tab', { name: /^Problems/ }).click()
    const problems = window.page.getByLabel('Problems', { exact: true }).getByRole('listitem')
    await problems.first().waitFor()
    await design.button('Silence this warning here…').first().click()
    const dialog = window.page.getByRole('dialog', { name: 'Silence this warning here' })
    expect(await dialog.getByRole('button', { name: 'Silence' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Reason').fill('It comes next week.')
    await design.key('Enter')
    const silenced = window.page.getByLabel('Silenced warnings').getByRole('listitem')
    await silenced.filter({ hasText: 'It comes next week.' }).waitFor()
    await design.button('Let it speak').click()
    await silenced.waitFor({ state: 'detached' })
    await problems.first().waitFor()
  })

  it('tidies and fits what is selected, and goes where the map is pressed', async () => {
    const db = await placeOf('db')
    await design.marquee('people', 'orders', 'stock')
    await design.command('Tidy the selection')
    await expect.poll(() => undoButton().getAttribute('aria-label')).toContain('Tidy 3 components')
    expect(await placeOf('db')).toBe(db)
    await design.key('Escape')
    await design.select('db')
    const view = () => window.page.locator('.react-flow__viewport').getAttribute('style')
    const before = await view()
    await design.key('Control+2')
    await expect.poll(view).not.toBe(before)
    const fitted = await view()
    const map = await window.page.locator('.canvas-map').boundingBox()
    await window.page.mouse.click((map?.x ?? 0) + 12, (map?.y ?? 0) + 12)
    await expect.poll(view).not.toBe(fitted)
    await design.key('Control+1')
  })
})
