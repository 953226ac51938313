import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignTopCommand: Command = {
  id: 'align-top',
  label: 'Align top edges',
  section: 'Edit',
  icon: 'align-start-horizontal',
  shortcut: 'Alt+Shift+ArrowUp',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('top'),
}
