import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Send } from '../../app/bridge/events.ts'

/**
 * The native menu. Its items ask the page for a command by its id, and the page alone knows whether the command applies.
 * Shortcuts are shown, not registered: the page has them already, and must not hear each of them twice.
 */
export function createMenu(send: Send, platform: NodeJS.Platform, isPackaged: boolean): Menu {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send('app.command', { command: id }),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  })
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      command('New', 'new-design', 'CmdOrCtrl+N'),
      command('Open…', 'open-design', 'CmdOrCtrl+O'),
      command('Import Docker Compose…', 'import-compose', 'CmdOrCtrl+Shift+O'),
      command('Save', 'save', 'CmdOrCtrl+S'),
      command('Save as…', 'save-as', 'CmdOrCtrl+Shift+S'),
      { type: 'separator' },
      command('Export…', 'export-design', 'CmdOrCtrl+E'),
      command('Export report…', 'export-report', 'CmdOrCtrl+Shift+E'),
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      command('Undo', 'undo', 'CmdOrCtrl+Z'),
      command('Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      command('Zoom in', 'zoom-in', 'CmdOrCtrl+='),
      command('Zoom out', 'zoom-out', 'CmdOrCtrl+-'),
      command('Fit', 'fit', 'CmdOrCtrl+1'),
      command('Tidy', 'tidy', 'CmdOrCtrl+Shift+L'),
      { type: 'separator' },
      { role: 'togglefullscreen' },
      // They run whatever is pasted into them with all that the page may do.
      ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
    ],
  }
  const run: MenuItemConstructorOptions = {
    label: '&Run',
    submenu: [
      command('Predict', 'predict', 'CmdOrCtrl+Enter'),
      command('Run on Docker', 'run-live', 'CmdOrCtrl+Shift+Enter'),
      command('Stop', 'stop-run', 'CmdOrCtrl+.'),
      command('Play or pause', 'play-run', 'Space'),
    ],
  }
  return Menu.buildFromTemplate([...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []), file, edit, view, run])
}
