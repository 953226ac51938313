import { alignSelection, hasCards } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignLeftCommand: Command = {
  id: 'align-left',
  label: 'Align left edges',
  section: 'Edit',
  icon: 'align-start-vertical',
  shortcut: 'Alt+Shift+ArrowLeft',
  when: () => hasCards(2),
  run: () => alignSelection('left'),
}
