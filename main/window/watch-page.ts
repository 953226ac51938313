import { app, type BrowserWindow, dialog } from 'electron'
import { logNote } from '../log/log.ts'

/** A page that crashes again within this time has done so for the same reason, and is not loaded for ever. */
const soonMs = 20_000
const mostInARow = 3
const kept = 'Edits that are not saved are kept as a draft, which is offered when the design is opened again.'

/**
 * A page that crashed is loaded again, and shows the design it held. One that does not answer can be loaded again or closed by
 * the person; `closeAnyway` closes without asking the page.
 */
export function watchPage(window: BrowserWindow, closeAnyway: () => void): void {
  let crashedAt = Number.NEGATIVE_INFINITY
  let inARow = 0
  let isMeant = false

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return
    logNote(`The page is gone: ${reason}, exit code ${exitCode}.`)
    inARow = performance.now() - crashedAt < soonMs && !isMeant ? inARow + 1 : 1
    crashedAt = performance.now()
    isMeant = false
    if (inARow <= mostInARow) loadAgain(window)
    else void askAboutCrashes()
  })
  window.on('unresponsive', () => void askAboutSilence())

  async function askAboutCrashes(): Promise<void> {
    const choice = await ask(window, 'The page of Microcosm crashes again and again.', kept, ['Load it again', 'Close'])
    inARow = 0
    if (choice === 0) loadAgain(window)
    else closeAnyway()
  }

  async function askAboutSilence(): Promise<void> {
    logNote('The page does not answer.')
    const answers = new AbortController()
    window.once('responsive', () => answers.abort())
    const choice = await ask(window, 'Microcosm does not answer.', kept, ['Wait', 'Load the page again', 'Close anyway'], answers.signal)
    if (answers.signal.aborted || window.isDestroyed()) return
    if (choice === 1) {
      isMeant = true
      // A page that hangs would not let itself be replaced.
      window.webContents.forcefullyCrashRenderer()
    } else if (choice === 2) closeAnyway()
  }
}

/** Asks by a dialog of the system, which needs no page. Resolves to the number of the button; the first is what Escape means. */
export async function ask(
  window: BrowserWindow,
  message: string,
  detail: string,
  buttons: string[],
  signal?: AbortSignal,
): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: app.name,
    message,
    detail,
    buttons,
    cancelId: 0,
    defaultId: 0,
    noLink: true,
    ...(signal ? { signal } : {}),
  })
  return response
}

function loadAgain(window: BrowserWindow): void {
  // Electron is still taking the old page down when it tells.
  setImmediate(() => {
    if (!window.isDestroyed()) window.webContents.reload()
  })
}
