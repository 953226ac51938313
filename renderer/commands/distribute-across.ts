import { distributeSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const distributeAcrossCommand: Command = {
  id: 'distribute-across',
  label: 'Distribute across',
  section: 'Edit',
  icon: 'align-horizontal-distribute-center',
  shortcut: 'Alt+Shift+H',
  when: () => hasCards(3) && !isLocked(),
  run: () => distributeSelection('across'),
}
