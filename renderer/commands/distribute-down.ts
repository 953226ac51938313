import { distributeSelection, hasCards, isLocked } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const distributeDownCommand: Command = {
  id: 'distribute-down',
  label: 'Distribute down',
  section: 'Edit',
  icon: 'align-vertical-distribute-center',
  shortcut: 'Alt+Shift+V',
  when: () => hasCards(3) && !isLocked(),
  run: () => distributeSelection('down'),
}
