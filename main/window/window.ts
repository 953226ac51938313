import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import type { Send } from '../../app/bridge/events.ts'
import type { WindowControl } from '../handlers/window.ts'
import { pageOrigin } from './page-origin.ts'
import { ask, watchPage } from './watch-page.ts'

export interface ProgramWindow {
  window: BrowserWindow
  control: Omit<WindowControl, 'setMenu'>
}

/**
 * The one window. Closing it asks the page first when it holds unsaved edits, and `beforeClose` lets runs be stopped, so that
 * nothing of them is left when the window is gone.
 */
export function openWindow(folder: string, icon: string, send: Send, beforeClose: () => Promise<void>): ProgramWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    icon,
    title: 'Microcosm',
    // The page has all of these commands itself; the Alt key shows the native menu for those who look for it.
    autoHideMenuBar: true,
    backgroundColor: '#0e1116',
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  const control = guardClosing(window, send, beforeClose)
  watchPage(window, control.close)
  void window.loadURL(`${pageOrigin}/`)
  return { window, control }
}

/** How long a page may take to say that it was asked, before it counts as hanging. */
const longestSilenceMs = 4000

function guardClosing(window: BrowserWindow, send: Send, beforeClose: () => Promise<void>): Omit<WindowControl, 'setMenu'> {
  let dirty = false
  let state: 'open' | 'leaving' | 'may close' = 'open'
  let silence: NodeJS.Timeout | undefined

  function leave(): void {
    if (state !== 'open') return
    state = 'leaving'
    void beforeClose().finally(() => {
      state = 'may close'
      // A page that hangs could not be closed in any other way; the others were asked before.
      if (!window.isDestroyed()) window.destroy()
    })
  }

  async function askToClose(): Promise<void> {
    const detail = 'Its last edits may not be saved. They are kept as a draft, which is offered when Microcosm starts again.'
    const choice = await ask(window, 'Microcosm does not answer.', detail, ['Wait', 'Close anyway'])
    silence = undefined
    if (choice === 1) leave()
  }

  window.on('close', (event) => {
    if (state === 'may close') return
    event.preventDefault()
    // A page that has crashed cannot ask; its last edits are in its draft.
    if (!dirty || window.webContents.isCrashed()) return leave()
    send('window.closing', {})
    silence ??= setTimeout(() => void askToClose(), longestSilenceMs)
  })
  // The page sets the title through `window.state`; its document's own title would overwrite it.
  window.on('page-title-updated', (event) => event.preventDefault())

  return {
    setState(next) {
      dirty = next.dirty
      window.setTitle(next.title || 'Microcosm')
      window.setDocumentEdited(next.dirty)
    },
    heard() {
      clearTimeout(silence)
      silence = undefined
    },
    close: leave,
  }
}
