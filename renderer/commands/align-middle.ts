import { alignSelection, hasCards } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignMiddleCommand: Command = {
  id: 'align-middle',
  label: 'Align middles',
  section: 'Edit',
  icon: 'align-center-horizontal',
  when: () => hasCards(2),
  run: () => alignSelection('middle'),
}
