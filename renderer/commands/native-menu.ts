import type { NativeMenu } from '../../app/bridge/native-menu.ts'
import { request } from '../bridge.ts'
import { languageNow, t } from '../language/t.ts'
import { isPresenting } from '../presentation/presentation-store.ts'
import { isTyping } from '../shell/keys.ts'
import { settingsStore } from '../state/settings-store.ts'
import { shellStore } from '../state/shell-store.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { runCommand } from './run-command.ts'

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

/**
 * Runs a command that was chosen in the system's menus, where a key would: not over a dialog, which waits for its answer, nor while
 * the design is presented. What is being typed in a field is kept first.
 */
export function runFromMenu(id: string): void {
  if (shellStore.getState().dialog || isPresenting()) return
  const { activeElement } = document
  if (isTyping(activeElement) && activeElement instanceof HTMLElement) activeElement.blur()
  void runCommand(id)
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
