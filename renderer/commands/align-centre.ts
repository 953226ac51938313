import { alignSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const alignCentreCommand: Command = {
  id: 'align-centre',
  label: 'Align centres',
  section: 'Edit',
  icon: 'align-center-vertical',
  when: () => hasCards(2) && !isLocked(),
  run: () => alignSelection('centre'),
}
