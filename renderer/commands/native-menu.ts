import type { NativeMenu } from '../../app/bridge/native-menu.ts'
import { request } from '../bridge.ts'
import { languageNow, t } from '../language/t.ts'
import { settingsStore } from '../state/settings-store.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

const sections: Command['section'][] = ['File', 'Edit', 'View', 'Run', 'Help']
/** The system does these itself, so that they also work in a field that is being typed in. */
const done: Record<string, 'cut' | 'copy' | 'paste'> = { cut: 'cut', copy: 'copy', paste: 'paste' }
/** Only a key press means it. */
const keysOnly = new Set(['escape'])

/** The system's menus, made of the commands as every other menu is. */
export function toNativeMenus(): NativeMenu[] {
  return sections.map((section) => ({
    label: t(section),
    items: [
      ...commands
        .filter((command) => command.section === section && !keysOnly.has(command.id))
        .map(({ id, label, shortcut }) => {
          const role = done[id]
          if (role) return { role, label: t(label) }
          return { command: id, label: t(label), ...(shortcut === undefined ? {} : { shortcut }) }
        }),
      ...(section === 'File' ? [{ separator: true as const }, { role: 'quit' as const, label: t('Quit') }] : []),
      ...(section === 'View' ? [{ separator: true as const }, { role: 'fullscreen' as const, label: t('Full screen') }] : []),
    ],
  }))
}

/** Keeps the system's menus in the language of the window. */
export function followNativeMenu(): void {
  let shown: string | undefined
  const show = () => {
    const language = languageNow()
    if (language === shown) return
    shown = language
    void request('window.menu', { menus: toNativeMenus() }).catch(() => undefined)
  }
  show()
  settingsStore.subscribe(show)
}
