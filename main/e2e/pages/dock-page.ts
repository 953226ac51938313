import type { Locator, Page } from 'playwright-core'

/** The bottom of the window: answers, and the controls that play a run again. */
export class DockPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get playhead(): Locator {
    return this.page.getByRole('slider', { name: 'Moment of the run' })
  }

  async open(tab: string): Promise<void> {
    await this.page.getByRole('tablist', { name: 'Dock' }).getByRole('tab', { name: tab }).click()
  }

  /** Opens one of the answers, which is then returned. */
  async answer(name: string): Promise<Locator> {
    await this.open('Answers')
    await this.page.getByRole('tablist', { name: 'Answers' }).getByRole('tab', { name }).click()
    return this.page.getByRole('tabpanel', { name })
  }

  /** Seconds of scenario time. */
  async moment(): Promise<number> {
    return Number(await this.playhead.getAttribute('aria-valuenow'))
  }

  async lastMoment(): Promise<number> {
    return Number(await this.playhead.getAttribute('aria-valuemax'))
  }

  /** Drags the playhead by the ruler from one share of the scenario to another. */
  async scrub(from: number, to: number): Promise<void> {
    const box = await this.playhead.boundingBox()
    if (!box) throw new Error('The ruler has no place on the screen.')
    const y = box.y + box.height / 2
    await this.page.mouse.move(box.x + box.width * from, y)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + box.width * to, y, { steps: 8 })
    await this.page.mouse.up()
  }

  async chooseSpeed(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^Speed/ }).click()
    await this.page.getByRole('menu').getByText(name).click()
  }

  /** Resolves when the screen has shown two more pictures. */
  async twoPictures(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }
}
