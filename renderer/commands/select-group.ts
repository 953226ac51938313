import { isInGroup, selectAround } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const selectGroupCommand: Command = {
  id: 'select-group',
  label: 'Select the group around',
  section: 'Edit',
  icon: 'square-dashed',
  shortcut: 'Alt+G',
  when: isInGroup,
  run: selectAround,
}
