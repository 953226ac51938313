import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const searchCommand: Command = {
  id: 'search',
  label: 'Search components and commands',
  section: 'View',
  icon: 'search',
  shortcut: 'Mod+K',
  run: () => openDialog({ kind: 'search' }),
}
