import type { MenuItemConstructorOptions } from 'electron'
import type { Send } from '../../app/bridge/events.ts'
import type { NativeMenu } from '../../app/bridge/native-menu.ts'

const roles = { cut: 'cut', copy: 'copy', paste: 'paste', fullscreen: 'togglefullscreen', quit: 'quit' } as const
/** What Electron calls the keys that the page calls otherwise. */
const keys: Record<string, string> = { Mod: 'CmdOrCtrl', ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down' }

/**
 * The system's menu bar, of the menus that the page made of its commands. An item asks the page for its command by its id, and the
 * page alone knows whether it applies. Shortcuts are shown, not registered: the page has them already, and must not hear each of
 * them twice. A Mac registers all that it shows, so that there only those with Command are: the others type characters.
 */
export function toMenuTemplate(
  menus: NativeMenu[],
  send: Send,
  platform: NodeJS.Platform,
  isPackaged: boolean,
): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    ...menus.map(({ label, items }) => ({
      label: `&${escaped(label)}`,
      submenu: items.flatMap((item): MenuItemConstructorOptions[] => {
        if ('separator' in item) return [{ type: 'separator' }]
        // They run whatever is pasted into them with all that the page may do.
        if ('role' in item) {
          const tools = item.role === 'fullscreen' && !isPackaged ? [{ role: 'toggleDevTools' as const }] : []
          return [{ role: roles[item.role], label: escaped(item.label) }, ...tools]
        }
        return [
          {
            label: escaped(item.label),
            click: () => send('app.command', { command: item.command }),
            ...(item.shortcut === undefined || (platform === 'darwin' && !item.shortcut.startsWith('Mod+'))
              ? {}
              : { accelerator: toAccelerator(item.shortcut), registerAccelerator: false }),
          },
        ]
      }),
    })),
  ]
}

// Mod+Shift+ArrowLeft -> CmdOrCtrl+Shift+Left
function toAccelerator(shortcut: string): string {
  return shortcut
    .split(/(?<=.)\+(?=.)/)
    .map((key) => keys[key] ?? key)
    .join('+')
}

/** An ampersand marks the letter that opens an item; two are one that is read. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&')
}
