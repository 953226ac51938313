import { copySelection } from '../canvas/copying.ts'
import { hasComponents } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const copyCommand: Command = {
  id: 'copy',
  label: 'Copy',
  section: 'Edit',
  icon: 'copy',
  shortcut: 'Mod+C',
  when: hasComponents,
  run: copySelection,
}
