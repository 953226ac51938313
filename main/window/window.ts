import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import type { Send } from '../../app/bridge/events.ts'
import type { WindowControl } from '../handlers/window.ts'
import { pageOrigin } from './page-origin.ts'

export interface ProgramWindow {
  window: BrowserWindow
  control: WindowControl
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
  void window.loadURL(`${pageOrigin}/`)
  return { window, control }
}

function guardClosing(window: BrowserWindow, send: Send, beforeClose: () => Promise<void>): WindowControl {
  let dirty = false
  let state: 'open' | 'leaving' | 'may close' = 'open'

  function leave(): void {
    if (state !== 'open') return
    state = 'leaving'
    void beforeClose().finally(() => {
      state = 'may close'
      if (!window.isDestroyed()) window.close()
    })
  }

  window.on('close', (event) => {
    if (state === 'may close') return
    event.preventDefault()
    // A page that has crashed cannot ask; its last edits are in its draft.
    if (dirty && !window.webContents.isCrashed()) send('window.closing', {})
    else leave()
  })
  // The page sets the title through `window.state`; its document's own title would overwrite it.
  window.on('page-title-updated', (event) => event.preventDefault())

  return {
    setState(next) {
      dirty = next.dirty
      window.setTitle(next.title || 'Microcosm')
      window.setDocumentEdited(next.dirty)
    },
    close: leave,
  }
}
