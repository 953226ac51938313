import { groupSelection, hasComponents } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const groupCommand: Command = {
  id: 'group',
  label: 'Group',
  section: 'Edit',
  icon: 'group',
  shortcut: 'Mod+G',
  when: hasComponents,
  run: groupSelection,
}
