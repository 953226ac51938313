import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignBottomCommand: Command = {
  id: 'align-bottom',
  label: 'Align bottom edges',
  section: 'Edit',
  icon: 'align-end-horizontal',
  shortcut: 'Alt+Shift+ArrowDown',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('bottom'),
}
