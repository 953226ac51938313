import { cutSelection } from '../canvas/copying.ts'
import { hasComponents } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const cutCommand: Command = {
  id: 'cut',
  label: 'Cut',
  section: 'Edit',
  icon: 'scissors',
  shortcut: 'Mod+X',
  when: hasComponents,
  run: cutSelection,
}
