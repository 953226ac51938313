import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ShownDesign, shop, showDesign } from './show-design.ts'

/** Notes, collapsed groups, pinned cards and the list of edits, in a window of their own. */

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('notes and groups', () => {
  let { window, design, close } = {} as ShownDesign

  beforeAll(async () => {
    ;({ window, design, close } = await showDesign(shop))
  })
  beforeEach(async () => {
    await design.key('Escape')
    while (await undoButton().isEnabled()) await undoButton().click()
  })
  afterAll(() => close?.())

  const undoButton = () => window.page.getByRole('button', { name: /^Undo/ })
  const placeOf = (id: string) => design.node(id).evaluate((node) => (node as HTMLElement).style.transform)

  it('leaves a pinned card where it is when it tidies', async () => {
    await design.select('db')
    const before = { db: await placeOf('db'), stock: await placeOf('stock') }
    await design.key('Control+Alt+p')
    await design.node('db').getByRole('img', { name: 'Pinned' }).waitFor()
    await design.key('Control+Shift+l')
    await expect.poll(() => placeOf('stock')).not.toBe(before.stock)
    expect(await placeOf('db')).toBe(before.db)
    await design.key('Control+z')
    await expect.poll(() => placeOf('stock')).toBe(before.stock)
    await design.key('Control+Alt+p')
    await design.node('db').getByRole('img', { name: 'Pinned' }).waitFor({ state: 'detached' })
  })

  it('takes notes that are written, moved, resized and deleted by the keyboard, each one step', async () => {
    const note = () => window.page.locator('.react-flow__node-note')
    const sheet = () => note().locator('.note')
    await design.key('Control+Alt+n')
    await window.page.getByLabel('Text of the note').fill('Bills are paid\nonce a night.')
    await design.key('Control+Enter')
    await expect.poll(() => note().innerText()).toBe('Bills are paid\nonce a night.')
    const before = await note().evaluate((node) => (node as HTMLElement).style.transform)
    await design.key('Shift+ArrowRight')
    await expect.poll(() => note().evaluate((node) => (node as HTMLElement).style.transform)).not.toBe(before)
    await window.page.getByRole('button', { name: 'Resize the note by the arrow keys' }).focus()
    await design.key('ArrowDown')
    await design.key('ArrowDown')
    await expect.poll(() => sheet().evaluate((node) => (node as HTMLElement).style.height)).toBe('136px')
    await undoButton().click()
    await expect.poll(() => sheet().evaluate((node) => (node as HTMLElement).style.height)).toBe('120px')
    // Escape keeps what it said.
    await note().focus()
    await design.key('Enter')
    await design.key('F2')
    await window.page.getByLabel('Text of the note').fill('Nonsense')
    await design.key('Escape')
    await expect.poll(() => note().innerText()).toContain('Bills are paid')
    await note().focus()
    await design.key('Enter')
    await design.key('Delete')
    await note().waitFor({ state: 'detached' })
    await design.key('Control+z')
    await note().waitFor()
  })

  it('takes labels, and moves a note by the mouse as one step', async () => {
    await design.key('Control+Alt+b')
    await window.page.getByLabel('Text of the note').fill('The shop')
    await design.key('Control+Enter')
    const label = window.page.locator('.react-flow__node-note', { has: window.page.locator('.note-label') })
    await expect.poll(() => label.innerText()).toBe('The shop')
    const place = () => label.evaluate((node) => (node as HTMLElement).style.transform)
    const [before, box] = [await place(), await label.boundingBox()]
    if (!box) throw new Error('The label has no place on the screen.')
    await design.drag({ x: box.x + 20, y: box.y + 12 }, { x: box.x + 20, y: box.y + 92 })
    await expect.poll(place).not.toBe(before)
    expect(await undoButton().getAttribute('aria-label')).toBe('Undo: Move a note')
    await undoButton().click()
    await expect.poll(place).toBe(before)
  })

  it('collapses a group into one card with what comes in, moves it with its members, and expands it', async () => {
    const collapsed = () => window.page.locator('.react-flow__node-collapsed')
    const placeOfStock = await placeOf('stock')
    await design.marquee('stock', 'db')
    await design.key('Control+g')
    await design.key('Alt+Shift+g')
    await collapsed().waitFor()
    expect(await collapsed().innerText()).toContain('2 components')
    await design.node('stock').waitFor({ state: 'detached' })
    // Both connections into the group are one line.
    await design.edge('orders->stock').waitFor({ state: 'attached' })
    expect(await window.page.locator('.react-flow__edge').count()).toBe(2)
    await design.button('Predict').click()
    await window.page.getByText(/^Predicted .* in /).waitFor()
    // Twenty a second to each of the two.
    await expect.poll(async () => Math.round(Number.parseFloat(await collapsed().locator('.card-rate').innerText()) / 10)).toBe(4)
    await design.key('Escape')
    await collapsed().focus()
    await design.key('Enter')
    await design.key('Shift+ArrowDown')
    await window.page.getByRole('button', { name: 'Expand Group' }).click()
    await design.node('stock').waitFor()
    await expect.poll(() => placeOf('stock')).not.toBe(placeOfStock)
    for (let step = 0; step < 4; step += 1) await design.key('Control+z')
    await expect.poll(() => undoButton().isDisabled()).toBe(true)
    await expect.poll(() => placeOf('stock')).toBe(placeOfStock)
  })

  it('resizes a group by its corners, takes its room along, and fits it to what is in it, each one step', async () => {
    const boundary = window.page.locator('.react-flow__node-boundary')
    const handle = (corner: string) => window.page.getByRole('button', { name: `${corner} corner of Group` })
    const size = () =>
      boundary.evaluate((node) => ({ width: (node as HTMLElement).style.width, height: (node as HTMLElement).style.height }))
    await design.marquee('stock', 'db')
    await design.key('Control+g')
    await handle('Bottom left').waitFor()
    const least = await size()
    const from = await design.middleOf(handle('Bottom left'))
    await design.hold(from, { x: from.x - 60, y: from.y + 40 })
    await expect.poll(size).not.toEqual(least)
    await design.key('Escape')
    await window.page.mouse.up()
    await expect.poll(size).toEqual(least)
    await design.drag(from, { x: from.x - 60, y: from.y + 40 })
    await expect.poll(size).not.toEqual(least)
    const wide = await size()
    expect(await undoButton().getAttribute('aria-label')).toBe('Undo: Resize Group')
    // Its room goes along with its members, and does not where one of them moves within it.
    const before = await boundary.evaluate((node) => (node as HTMLElement).style.transform)
    await design.key('Shift+ArrowUp')
    await expect.poll(() => boundary.evaluate((node) => (node as HTMLElement).style.transform)).not.toBe(before)
    expect(await size()).toEqual(wide)
    // Smaller than what is in it, it is as if it had not been resized.
    const corner = await design.middleOf(handle('Bottom left'))
    await design.drag(corner, { x: corner.x + 200, y: corner.y - 200 })
    await expect.poll(size).toEqual(least)
    await undoButton().click()
    await expect.poll(size).toEqual(wide)
    await window.page.getByRole('button', { name: 'Fit to members' }).click()
    await expect.poll(size).toEqual(least)
    await handle('Top left').focus()
    await design.key('ArrowLeft')
    await design.key('ArrowLeft')
    await expect.poll(size).toEqual({ ...least, width: `${Number.parseFloat(least.width) + 16}px` })
    await undoButton().click()
    await expect.poll(size).toEqual(least)
  })

  it('goes back and forth by the list of edits', async () => {
    const [menu, names] = [window.page.getByRole('menu', { name: 'History of edits' }), ['Bills', 'Ledger', 'Books']]
    await design.select('orders')
    for (const name of names) await design.fill('Name', name)
    await window.page.getByRole('button', { name: 'History of edits' }).click()
    await expect.poll(() => menu.getByRole('menuitemradio').count()).toBe(4)
    await menu.getByRole('menuitemradio').nth(2).click()
    await expect.poll(() => design.card('orders').innerText()).toContain('Bills')
    await window.page.getByRole('button', { name: 'History of edits' }).click()
    await menu.getByText('As it began').click()
    await expect.poll(() => design.card('orders').innerText()).toContain('Orders')
    await window.page.getByRole('button', { name: 'History of edits' }).click()
    await menu.getByRole('menuitemradio').first().click()
    await expect.poll(() => design.card('orders').innerText()).toContain('Books')
  })

  it('resizes no note while the layout is locked', async () => {
    const handle = () => window.page.getByRole('button', { name: 'Resize the note by the arrow keys' })
    await design.key('Control+Alt+n')
    await window.page.getByLabel('Text of the note').fill('Stays')
    await design.key('Control+Enter')
    await handle().waitFor()
    await design.button('Lock the layout').click()
    await handle().waitFor({ state: 'detached' })
    await design.button('Unlock the layout').click()
    await handle().waitFor()
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})

/** So many that what is out of view is taken off the page. */
const crowd = Array.from({ length: 90 }, (_, index) => index)
const crowded = `microcosm: 1
components:
  orders: { kind: service }
${crowd.map((one) => `  s-${one}: { kind: service }`).join('\n')}
layout:
  orders: { x: 0, y: 0 }
${crowd.map((one) => `  s-${one}: { x: ${(one % 10) * 240}, y: ${(Math.floor(one / 10) + 1) * 120} }`).join('\n')}
`

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('a note in a large design', () => {
  let { window, design, close } = {} as ShownDesign

  beforeAll(async () => {
    ;({ window, design, close } = await showDesign(crowded))
  })
  afterAll(() => close?.())

  it('keeps what was typed when the drawing is zoomed until it is out of view', async () => {
    const note = window.page.locator('.react-flow__node-note')
    const canvas = await window.page.getByTestId('canvas').boundingBox()
    if (!canvas) throw new Error('The canvas has no place on the screen.')
    await design.key('Control+Alt+n')
    await window.page.getByLabel('Text of the note').fill('Half a sentence')
    await window.page.mouse.move(canvas.x + 8, canvas.y + canvas.height / 3)
    await expect
      .poll(async () => {
        await window.page.mouse.wheel(0, -400)
        return note.count()
      })
      .toBe(0)
    await design.key('Control+1')
    await expect.poll(() => note.innerText()).toBe('Half a sentence')
    expect(await window.page.getByLabel('Text of the note').count()).toBe(0)
  })
})
