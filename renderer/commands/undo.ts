import { travelBack } from '../files/travel.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const undoCommand: Command = {
  id: 'undo',
  label: 'Undo',
  section: 'Edit',
  icon: 'undo-2',
  shortcut: 'Mod+Z',
  when: () => designStore.getState().history.undo.length > 0,
  run: travelBack,
}
