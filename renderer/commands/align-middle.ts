import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignMiddleCommand: Command = {
  id: 'align-middle',
  label: 'Align middles',
  section: 'Edit',
  icon: 'align-center-horizontal',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('middle'),
}
