import { hasCards, isLocked } from '../canvas/selection-edits.ts'
import { tidySelection } from '../canvas/tidy-design.ts'
import type { Command } from './command.ts'

export const tidySelectionCommand: Command = {
  id: 'tidy-selection',
  label: 'Tidy the selection',
  section: 'View',
  icon: 'layout-grid',
  when: () => hasCards(2) && !isLocked(),
  run: tidySelection,
}
