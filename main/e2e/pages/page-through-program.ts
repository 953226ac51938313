import type { ElectronApplication } from 'playwright-core'

/** The window's page, asked and operated through the program: a tool's own handle on a page does not survive its crash. */
export class PageThroughProgram {
  readonly #app: ElectronApplication

  constructor(app: ElectronApplication) {
    this.#app = app
  }

  /** What a script gives in the page; undefined where the page is gone or does not answer. */
  ask(script: string): Promise<unknown> {
    return this.#app.evaluate(({ BrowserWindow }, code) => {
      const asked = BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(code)
        .catch(() => undefined)
      // A page that is gone leaves what was asked of it without an answer.
      return Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 2000))])
    }, script)
  }

  /** The text on a component's card. */
  async card(id: string): Promise<string> {
    return String((await this.ask(`document.querySelector('.react-flow__node[data-id=${id}]')?.innerText`)) ?? '')
  }

  async key(keyCode: string, ...modifiers: 'control'[]): Promise<void> {
    await this.#app.evaluate(
      ({ BrowserWindow }, pressed) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents
        page?.sendInputEvent({ type: 'keyDown', ...pressed })
        if (pressed.keyCode === 'Return') page?.sendInputEvent({ type: 'char', ...pressed })
        page?.sendInputEvent({ type: 'keyUp', ...pressed })
      },
      { keyCode, modifiers },
    )
  }

  /** Selects a component by a click on its head, and gives it a name in the inspector. Resolves to whether the page let itself be operated. */
  async rename(id: string, name: string): Promise<boolean> {
    const at = await this.ask(`(() => {
      const box = document.querySelector('.react-flow__node[data-id=${id}]')?.getBoundingClientRect()
      return box && { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 14) }
    })()`)
    if (!isPoint(at)) return false
    await this.#app.evaluate(({ BrowserWindow }, point) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents
      for (const type of ['mouseDown', 'mouseUp'] as const) page?.sendInputEvent({ type, ...point, button: 'left', clickCount: 1 })
    }, at)
    const isFocused = await this.ask(`(() => {
      const field = document.querySelector('[aria-label=Inspector] input[aria-label=Name]')
      field?.focus()
      field?.select()
      return field !== null && document.activeElement === field
    })()`)
    if (isFocused !== true) return false
    await this.#app.evaluate(({ BrowserWindow }, typed) => BrowserWindow.getAllWindows()[0]?.webContents.insertText(typed), name)
    await this.key('Return')
    return true
  }

  crash(): Promise<void> {
    return this.#app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  }

  /** The page is busy without end, as by a mistake of ours. */
  hang(): Promise<void> {
    return this.#app.evaluate(({ BrowserWindow }) => {
      void BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('for (;;);')
        .catch(() => undefined)
    })
  }

  /** What Chromium tells of a page that does not answer, without the half minute that it waits. */
  tellHanging(): Promise<void> {
    return this.#app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('unresponsive'))
  }

  closeWindow(): Promise<void> {
    return this.#app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  }

  /** From now on the person presses the first of these buttons that is there, wherever it is asked. */
  answer(...labels: string[]): Promise<void> {
    return this.#app.evaluate(({ dialog }, wanted) => {
      const asked: { message: string; buttons: string[] }[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = (async (_window: unknown, { message, buttons }: { message: string; buttons: string[] }) => {
        asked.push({ message, buttons })
        return { response: buttons.findIndex((button) => wanted.includes(button)), checkboxChecked: false }
      }) as typeof dialog.showMessageBox
    }, labels)
  }

  /** What the program has asked since `answer`. */
  asked(): Promise<{ message: string; buttons: string[] }[]> {
    return this.#app.evaluate(() => (globalThis as unknown as { asked: { message: string; buttons: string[] }[] }).asked)
  }
}

function isPoint(value: unknown): value is { x: number; y: number } {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value
}
