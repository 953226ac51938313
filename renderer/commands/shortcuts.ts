import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const shortcutsCommand: Command = {
  id: 'shortcuts',
  label: 'Keyboard shortcuts',
  section: 'Help',
  icon: 'keyboard',
  shortcut: '?',
  run: () => openDialog({ kind: 'shortcuts' }),
}
