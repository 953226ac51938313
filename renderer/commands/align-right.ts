import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignRightCommand: Command = {
  id: 'align-right',
  label: 'Align right edges',
  section: 'Edit',
  icon: 'align-end-vertical',
  shortcut: 'Alt+Shift+ArrowRight',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('right'),
}
