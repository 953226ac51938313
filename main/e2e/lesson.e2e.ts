import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, project, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { type ShownDesign, shop, showDesign } from './show-design.ts'

/** Presenting a design: the steps are written beside the drawing, and played in the whole window. */

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('a lesson', () => {
  let window = {} as Window
  let design = {} as DesignPage
  const file = resolve(project, 'assets/examples/lesson-monolith-services.microcosm.yaml')

  beforeAll(async () => {
    window = await openWindow({ design: file })
    await window.page.setViewportSize({ width: 1440, height: 900 })
    design = new DesignPage(window.page)
    await design.node('monolith').waitFor()
  })
  afterAll(() => window.close?.())

  const presenter = () => window.page.getByRole('region', { name: 'Presentation' })
  const title = () => presenter().getByRole('heading').innerText()
  const isDimmed = async (id: string) => (await design.node(id).getAttribute('class'))?.includes('dimmed') ?? false

  it('shows a monolith against microservices step by step, with the figures of each moment', async () => {
    await design.key('Control+Alt+Enter')
    await expect.poll(title).toBe('One shop, drawn twice')
    expect(await window.page.getByLabel('Inspector', { exact: true }).isVisible()).toBe(false)
    expect(await window.page.getByRole('banner').count()).toBe(0)
    await design.key('ArrowRight')
    await expect.poll(title).toBe('The monolith')
    await expect.poll(() => isDimmed('catalogue')).toBe(true)
    expect(await isDimmed('monolith')).toBe(false)
    // No figures before a step asks for them.
    expect(await design.card('monolith').locator('.card-rate').count()).toBe(0)
    await design.key('PageDown')
    await design.key(' ')
    await expect.poll(title).toBe('A quiet moment')
    await presenter().getByText('0:25').waitFor()
    await expect.poll(() => design.card('monolith').locator('.card-rate').count()).toBe(1)
    await presenter().getByRole('button', { name: 'Next' }).click()
    await presenter().getByText('0:50').waitFor()
    await expect.poll(title).toBe('The payment provider becomes slow')
    // The whole shop waits, and is in trouble.
    await expect.poll(async () => (await design.card('monolith').getAttribute('class')) ?? '').toMatch(/bad/)
    await design.key('ArrowRight')
    await expect.poll(title).toBe('The same minute, apart')
    expect((await design.card('catalogue').getAttribute('class')) ?? '').not.toMatch(/bad/)
    await design.key('End')
    await expect.poll(title).toBe('What it costs')
    await design.key('ArrowRight')
    await expect.poll(title).toBe('What it costs')
    await design.key('Escape')
    await presenter().waitFor({ state: 'detached' })
    await window.page.getByRole('banner').waitFor()
    // Back to the drawing without figures, as it was before.
    await expect.poll(() => design.card('monolith').locator('.card-rate').count()).toBe(0)
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})

describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('the steps of a presentation', () => {
  let { window, design, file, close } = {} as ShownDesign

  beforeAll(async () => {
    ;({ window, design, file, close } = await showDesign(shop))
  })
  afterAll(() => close?.())

  const steps = () => window.page.getByLabel('Steps of the presentation').getByRole('listitem')
  const names = () => steps().locator('.presentation-name').allInnerTexts()
  const undo = () => window.page.getByRole('button', { name: /^Undo/ })

  it('are added from the view, written, moved and deleted, each one undo step, and kept in the file', async () => {
    await window.page.getByRole('tab', { name: 'Presentation' }).click()
    await window.page.getByRole('button', { name: 'Add step from this view' }).click()
    await window.page.getByLabel('Title').fill('All of it')
    await window.page.getByLabel('Title').press('Enter')
    // A step has a title.
    await window.page.getByLabel('Title').fill('')
    await window.page.getByLabel('Title').press('Enter')
    await expect.poll(() => window.page.getByLabel('Title').inputValue()).toBe('All of it')
    await design.select('db')
    await design.key('Control+Shift+f')
    await design.button('Predict').click()
    await window.page.getByText(/^Predicted .* in /).waitFor()
    await window.page.getByRole('button', { name: 'Add step from this view' }).click()
    await window.page.getByLabel('Text', { exact: true }).fill('Where it is kept.')
    await window.page.getByLabel('Text', { exact: true }).press('Control+Enter')
    await expect.poll(names).toEqual(['All of it', 'Step 2'])
    expect(await window.page.getByLabel('Figures of').inputValue()).toBe('day')
    await window.page.getByLabel('At', { exact: true }).fill('20')
    await window.page.getByText('Write a time with its unit').waitFor()
    await window.page.getByLabel('At', { exact: true }).fill('20s')
    await window.page.getByLabel('At', { exact: true }).press('Enter')
    await window.page.getByRole('button', { name: 'Move the step up' }).click()
    await expect.poll(names).toEqual(['Step 2', 'All of it'])
    await design.key('Control+s')
    await expect
      .poll(() => readFileSync(file, 'utf8'))
      .toContain(
        'presentation:\n  - name: Step 2\n    focus: [db, orders, people]\n    scenario: day\n    text: Where it is kept.\n    at: 20s\n  - name: All of it\n',
      )
    await window.page.getByRole('button', { name: 'Delete the step' }).click()
    await expect.poll(names).toEqual(['All of it'])
    while (await undo().isEnabled()) await undo().click()
    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8')).toBe(shop)
  })

  it('complained about nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
