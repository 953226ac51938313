import { deleteSelection, hasSelection } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const deleteSelectionCommand: Command = {
  id: 'delete-selection',
  label: 'Delete',
  section: 'Edit',
  icon: 'trash-2',
  shortcut: 'Delete',
  alsoShortcuts: ['Backspace'],
  when: hasSelection,
  run: deleteSelection,
}
