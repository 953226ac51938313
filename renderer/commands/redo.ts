import { travelForward } from '../files/travel.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const redoCommand: Command = {
  id: 'redo',
  label: 'Redo',
  section: 'Edit',
  icon: 'redo-2',
  shortcut: 'Mod+Shift+Z',
  alsoShortcuts: ['Mod+Y'],
  when: () => designStore.getState().history.redo.length > 0,
  run: travelForward,
}
