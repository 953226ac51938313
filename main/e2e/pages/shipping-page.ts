import type { Locator, Page } from 'playwright-core'

/** The dialogs of import and export as a person uses them: selectors stand here and nowhere else. */
export class ShippingPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name })
  }

  tab(name: string): Locator {
    return this.dialog.getByRole('tab', { name })
  }

  async openExport(target: RegExp): Promise<void> {
    await this.page.keyboard.press('Control+e')
    await this.button(target).click()
  }

  /** Names of the files of an import, in their order. */
  files(): Promise<string[]> {
    return this.dialog.locator('.import-file strong').allInnerTexts()
  }

  /** The files of an export, each with how it stands to what is on the disk. */
  async states(): Promise<[string, string][]> {
    const names = await this.dialog.locator('.tree-name > span:first-of-type').allInnerTexts()
    const states = await this.dialog.locator('.tree-state').allInnerTexts()
    return names.map((name, index) => [name, states[index] ?? ''])
  }

  /** Files of the disk reach the page by a field for files; the drop itself is the page's own event with them in it. */
  async drop(...paths: string[]): Promise<void> {
    await this.page.evaluate(() => {
      const field = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'dropped' })
      document.body.append(field)
    })
    await this.page.locator('#dropped').setInputFiles(paths)
    await this.page.locator('#dropped').evaluate((field) => {
      const dataTransfer = new DataTransfer()
      for (const file of (field as HTMLInputElement).files ?? []) dataTransfer.items.add(file)
      field.remove()
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
  }

  /** Writes what is shown, and closes the dialog when it is written. */
  async write(): Promise<void> {
    await this.button(/^Write \d+ files?$/).click()
    await this.dialog.getByText(/\d files? written to/).waitFor()
    await this.button('Close').last().click()
  }

  /** The lines that are shown as added or removed. */
  lines(kind: 'added' | 'removed'): Promise<string[]> {
    return this.dialog.locator(`.line-${kind} > span:last-child`).allInnerTexts()
  }
}
