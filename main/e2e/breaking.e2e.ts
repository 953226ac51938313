import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DockPage } from './pages/dock-page.ts'
import { type ShownDesign, shop, showDesign } from './show-design.ts'

/** Faults are carried from what they strike to the moment at which they come. */

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('breaking a design by the mouse', () => {
  let { window, design, close } = {} as ShownDesign
  let dock: DockPage

  beforeAll(async () => {
    ;({ window, design, close } = await showDesign(shop))
    dock = new DockPage(window.page)
  })
  beforeEach(async () => {
    await design.key('Escape')
    while (await undoButton().isEnabled()) await undoButton().click()
  })
  afterAll(() => close?.())

  const undoButton = () => window.page.getByRole('button', { name: /^Undo/ })
  const faults = () => window.page.locator('.fault-block')
  const momentOf = async (share: number) => {
    const box = await window.page.locator('.lanes').boundingBox()
    if (!box) throw new Error('The timeline has no place on the screen.')
    return { x: box.x + box.width * share, y: box.y + box.height / 2 }
  }

  it('carries a fault from a card to a moment of the timeline, as one step', async () => {
    await dock.open('Scenario')
    await design.select('stock')
    const handle = await design.middleOf(design.node('stock').getByRole('button', { name: 'Break Stock' }))
    await design.hold(handle, await momentOf(0.5))
    await window.page.getByText('Break Stock at 0:30').waitFor()
    await window.page.mouse.up()
    await window.page.getByRole('menu').getByText('Pause', { exact: true }).click()
    await expect.poll(() => faults().getAttribute('aria-label')).toMatch(/^Stock .* at 0:30 for 10 s/)
    await undoButton().click()
    await faults().waitFor({ state: 'detached' })
    expect(await undoButton().isDisabled()).toBe(true)
  })

  it('carries one of a connection from the inspector, opens the timeline for it, and cuts it at the end', async () => {
    await dock.open('Charts')
    await design.selectConnection('orders->db')
    const handle = await design.middleOf(design.button('Break Orders → DB'))
    await window.page.mouse.move(handle.x, handle.y)
    await window.page.mouse.down()
    await window.page.mouse.move(handle.x, handle.y + 20, { steps: 4 })
    const end = await momentOf(0.95)
    await window.page.mouse.move(end.x, end.y, { steps: 6 })
    await window.page.mouse.up()
    await window.page.getByRole('menu').getByText('Delay', { exact: true }).click()
    await expect.poll(() => faults().getAttribute('aria-label')).toMatch(/^Orders → DB .* at 0:57 for 3 s/)
  })

  it('breaks nothing where the hand lets go elsewhere or Escape is pressed, and offers the same by a press', async () => {
    await dock.open('Scenario')
    await design.select('stock')
    const button = design.node('stock').getByRole('button', { name: 'Break Stock' })
    const from = await design.middleOf(button)
    await design.drag(from, { x: from.x + 90, y: from.y + 60 })
    expect(await window.page.getByRole('menu').count()).toBe(0)
    await design.hold(from, await momentOf(0.5))
    await design.key('Escape')
    await window.page.mouse.up()
    expect(await window.page.getByRole('menu').count()).toBe(0)
    await button.focus()
    await design.key('Enter')
    await window.page.getByRole('menu').getByText('Break Stock at 0:10').waitFor()
    await design.key('Escape')
    expect(await faults().count()).toBe(0)
  })

  it('sets a share by its slider, as one step', async () => {
    await design.select('stock')
    const inspector = window.page.getByLabel('Inspector')
    await inspector.getByRole('button', { name: 'Resilience' }).click()
    const slider = inspector.getByLabel('Slider of Failure rate')
    const box = await slider.boundingBox()
    if (!box) throw new Error('The slider has no place on the screen.')
    const y = box.y + box.height / 2
    await design.drag({ x: box.x + 4, y }, { x: box.x + box.width / 2, y })
    const typed = Number(await inspector.getByLabel('Failure rate', { exact: true }).inputValue())
    expect(typed).toBeGreaterThan(35)
    expect(typed).toBeLessThan(65)
    expect(await undoButton().getAttribute('aria-label')).toBe('Undo: Failure rate of Stock')
    await undoButton().click()
    await expect.poll(() => slider.inputValue()).toBe('0')
    expect(await undoButton().isDisabled()).toBe(true)
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
