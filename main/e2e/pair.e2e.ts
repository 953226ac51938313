import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { DockPage } from './pages/dock-page.ts'

/** The two shops of the welcome page: one is predicted and pinned, its twin opened and set beside it. */
describe.skipIf(process.env.MICROCOSM_SKIP_E2E)('a monolith beside its microservices', () => {
  let window: Window
  let design: DesignPage
  let dock: DockPage

  beforeAll(async () => {
    window = await openWindow({ theme: 'light' })
    await window.page.setViewportSize({ width: 1440, height: 900 })
    design = new DesignPage(window.page)
    dock = new DockPage(window.page)
  })
  afterAll(() => window?.close())

  it('shows what ten times the searches take of each', async () => {
    const banner = design.banner.getByText(/^Predicted /)
    await design.openExample('Monolith')
    await design.choose(/^Scenario/, /^Ten times the searches/)
    await design.button('Predict').first().click()
    await banner.waitFor({ timeout: 60_000 })
    await design.button('Pin this result, to compare the next one with it').click()
    await design.command('Close design')
    await window.page.getByRole('heading', { name: 'Start from an example' }).waitFor()
    await design.openExample('Microservices')
    await design.node('checkout').waitFor()
    await design.button('Predict').first().click()
    await banner.waitFor({ timeout: 60_000 })
    await dock.open('Compare')
    await window.page.getByText('Monolith → Microservices.').waitFor()
    const row = (name: RegExp) => window.page.getByRole('row', { name }).first().innerText()
    await expect.poll(() => row(/^Shop removed/), { timeout: 60_000 }).toMatch(/removed/)
    expect(await row(/^Search added/)).toMatch(/added/)
    expect(await row(/^checkout/)).toMatch(/→\s*0 %/)
  })
})
