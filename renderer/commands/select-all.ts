import { hasDesign, selectAll } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const selectAllCommand: Command = {
  id: 'select-all',
  label: 'Select all',
  section: 'Edit',
  icon: 'box-select',
  shortcut: 'Mod+A',
  when: hasDesign,
  run: selectAll,
}
