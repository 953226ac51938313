import type { Locator, Page } from 'playwright-core'

interface Point {
  x: number
  y: number
}

/** The window as a person uses it, by mouse and keyboard: selectors stand here and nowhere else. */
export class DesignPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get banner(): Locator {
    return this.page.locator('.banner')
  }

  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`)
  }

  /** What a run will start, as it is shown before one. */
  get runSheet(): Locator {
    return this.page.getByRole('dialog', { name: /^Run \d+ containers? on Docker\?$/ })
  }

  /** Presses Run and accepts all that it shows first. */
  async runOnDocker(): Promise<void> {
    await this.button('Run on Docker').click()
    for (const box of await this.runSheet.getByRole('checkbox').all()) await box.check()
    await this.runSheet.getByRole('button', { name: 'Start' }).click()
  }

  card(id: string): Locator {
    return this.node(id).locator('.card')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** Tells the window to do something, by the search. */
  async command(label: string): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await this.page.getByRole('dialog').getByRole('combobox').fill(label)
    await this.page.getByRole('option', { name: label }).first().click()
  }

  async newDesign(): Promise<void> {
    await this.button('New design').click()
    await this.page.getByTestId('canvas').waitFor()
  }

  async openExample(title: string): Promise<void> {
    await this.page.getByText(title, { exact: true }).first().click()
    await this.page.locator('.react-flow__node').first().waitFor()
  }

  /** Drags a kind from the palette to a point of the canvas, counted from its top left corner. */
  async dragFromPalette(label: string, to: Point): Promise<void> {
    const option = this.page.getByRole('option', { name: `Add ${label}`, exact: true })
    await option.scrollIntoViewIfNeeded()
    const item = await boxOf(option)
    const canvas = await boxOf(this.page.getByTestId('canvas'))
    await this.drag({ x: item.x + 40, y: item.y + item.height / 2 }, { x: canvas.x + to.x, y: canvas.y + to.y })
  }

  /** Draws a connection from one component's handle to another's. */
  async connect(from: string, to: string): Promise<void> {
    await this.drag(centre(await boxOf(this.node(from).locator('.source'))), centre(await boxOf(this.node(to).locator('.target'))))
    await this.edge(`${from}->${to}`).waitFor({ state: 'attached' })
  }

  edge(id: string): Locator {
    return this.page.locator(`.react-flow__edge[data-id="${id}"]`)
  }

  /** A point on a connection, a little off its middle, where no label or crossing line is in the way. */
  async pointOn(id: string, share = 0.5): Promise<Point> {
    return this.edge(id)
      .locator('.edge-line')
      .evaluate((path, part) => {
        const line = path as SVGPathElement
        const at = line.getPointAtLength(line.getTotalLength() * part).matrixTransform(line.getScreenCTM() ?? new DOMMatrix())
        return { x: at.x, y: at.y }
      }, share)
  }

  async select(id: string): Promise<void> {
    const box = await boxOf(this.node(id))
    await this.page.mouse.click(box.x + box.width / 2, box.y + 14)
    await this.page.locator('.panel-inspector').getByRole('tab').first().waitFor()
  }

  async selectConnection(id: string): Promise<void> {
    for (const share of [0.5, 0.3, 0.7, 0.15, 0.85]) {
      const at = await this.pointOn(id, share)
      await this.page.mouse.click(at.x, at.y)
      if (await this.edge(id).evaluate((edge) => edge.classList.contains('selected'))) return
    }
    throw new Error(`${id} could not be selected by a click on its line.`)
  }

  async clickCanvas(): Promise<void> {
    const canvas = await boxOf(this.page.getByTestId('canvas'))
    await this.page.mouse.click(canvas.x + canvas.width - 260, canvas.y + 30)
  }

  /** The text of the design, or of what is selected where the inspector shows that, in its editor. */
  yaml(place: 'dock' | 'inspector'): Locator {
    return this.page.locator(`.panel-${place} .yaml-host`).getByRole('textbox')
  }

  /** The lines of an editor as a person reads them. */
  async yamlText(place: 'dock' | 'inspector'): Promise<string> {
    return (await this.yaml(place).locator('.cm-line').allInnerTexts()).map((line) => line.replace(/\n$/, '')).join('\n')
  }

  /** Puts another text into an editor, as one paste. */
  async fillYaml(place: 'dock' | 'inspector', text: string): Promise<void> {
    await this.yaml(place).click()
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.insertText(text)
  }

  /** Types into a field of the inspector, by its label. */
  async fill(label: string, value: string): Promise<void> {
    const field = this.page.getByLabel('Inspector').getByLabel(label, { exact: true })
    await field.fill(value)
    await field.press('Enter')
  }

  async rename(id: string, newId: string, name: string): Promise<void> {
    await this.select(id)
    await this.fill('Name', name)
    await this.fill('Id', newId)
    await this.node(newId).waitFor()
  }

  /** A figure of the inspector's table of the selected component or connection, as its text: `80/s`. */
  async figure(row: string, column: 'predicted' | 'measured'): Promise<string> {
    const table = this.page.getByLabel('Predicted and measured')
    const columns = await table.locator('thead th').allInnerTexts()
    const index = columns.findIndex((text) => text.toLowerCase().includes(column))
    if (index < 1) return ''
    const cells = table.locator('tbody tr', { hasText: row }).locator('td')
    return (await cells.nth(index - 1).innerText()).trim()
  }

  /** The same as a number in its unit's base (per second, share); NaN where there is no figure. */
  async number(row: string, column: 'predicted' | 'measured'): Promise<number> {
    return toNumber(await this.figure(row, column))
  }

  async choose(menu: RegExp, item: RegExp): Promise<void> {
    await this.button(menu).click()
    await this.page.getByRole('menu').getByText(item).first().click()
  }

  async key(keys: string): Promise<void> {
    await this.page.keyboard.press(keys)
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path })
  }

  /** The ids of the selected cards and connections, in the order of the page. */
  async selected(): Promise<string[]> {
    return this.page
      .locator('.react-flow__node.selected, .react-flow__edge.selected')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id ?? ''))
  }

  /** A point of a card's head, where nothing but the card is pressed. */
  async pointOf(id: string): Promise<Point> {
    const box = await boxOf(this.node(id))
    return { x: box.x + box.width / 2, y: box.y + 14 }
  }

  /** Where an element is pressed. */
  async middleOf(element: Locator): Promise<Point> {
    return centre(await boxOf(element))
  }

  /** Draws a rectangle around these cards with Shift held. */
  async marquee(...ids: string[]): Promise<void> {
    const boxes = await Promise.all(ids.map((id) => boxOf(this.node(id))))
    const from = { x: Math.min(...boxes.map(({ x }) => x)) - 16, y: Math.min(...boxes.map(({ y }) => y)) - 16 }
    const to = { x: Math.max(...boxes.map((box) => box.x + box.width)) + 8, y: Math.max(...boxes.map((box) => box.y + box.height)) + 8 }
    await this.page.keyboard.down('Shift')
    await this.drag(from, to)
    await this.page.keyboard.up('Shift')
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.hold(from, to)
    await this.page.mouse.up()
  }

  /** Drags without letting go. */
  async hold(from: Point, to: Point): Promise<void> {
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 })
    await this.page.mouse.move(to.x, to.y, { steps: 6 })
  }
}

interface Box extends Point {
  width: number
  height: number
}

async function boxOf(locator: Locator): Promise<Box> {
  await locator.waitFor()
  const box = await locator.boundingBox()
  if (!box) throw new Error('The element has no place on the screen.')
  return box
}

function centre(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

// 80/s | 12.4k/s | 12.4 ± 0.3k/s | 1.9 % | 412 ms
function toNumber(text: string): number {
  const match = /^(?:<\s*)?([\d.]+)(?:\s*±\s*[\d.]+)?\s*(k)?\s*(%)?/.exec(text)
  if (!match) return Number.NaN
  return Number(match[1]) * (match[2] ? 1000 : 1) * (match[3] ? 0.01 : 1)
}
