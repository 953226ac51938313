import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignLeftCommand: Command = {
  id: 'align-left',
  label: 'Align left edges',
  section: 'Edit',
  icon: 'align-start-vertical',
  shortcut: 'Alt+Shift+ArrowLeft',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('left'),
}
