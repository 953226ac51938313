import { alignSelection, hasCards } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignBottomCommand: Command = {
  id: 'align-bottom',
  label: 'Align bottom edges',
  section: 'Edit',
  icon: 'align-end-horizontal',
  shortcut: 'Alt+Shift+ArrowDown',
  when: () => hasCards(2),
  run: () => alignSelection('bottom'),
}
