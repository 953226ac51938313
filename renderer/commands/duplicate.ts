import { duplicateSelection } from '../canvas/copying.ts'
import { hasComponents } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const duplicateCommand: Command = {
  id: 'duplicate',
  label: 'Duplicate',
  section: 'Edit',
  icon: 'copy-plus',
  shortcut: 'Mod+D',
  when: hasComponents,
  run: duplicateSelection,
}
