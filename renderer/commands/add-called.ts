import { offerNext } from '../canvas/connection-edits.ts'
import { hasCards } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const addCalledCommand: Command = {
  id: 'add-called',
  label: 'Add what it calls…',
  section: 'Edit',
  icon: 'plus',
  shortcut: 'Alt+ArrowRight',
  when: () => hasCards(1) && !hasCards(2),
  run: offerNext,
}
