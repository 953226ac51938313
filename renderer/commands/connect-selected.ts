import { connectSelected } from '../canvas/connection-edits.ts'
import { hasCards } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const connectSelectedCommand: Command = {
  id: 'connect-selected',
  label: 'Connect the two selected',
  section: 'Edit',
  icon: 'move-right',
  shortcut: 'Mod+L',
  when: () => hasCards(2) && !hasCards(3),
  run: connectSelected,
}
