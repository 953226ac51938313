import { hasDesign, selectConnectionsOf } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const selectConnectionsCommand: Command = {
  id: 'select-connections',
  label: 'Select the connections',
  section: 'Edit',
  icon: 'spline',
  shortcut: 'Mod+Alt+A',
  when: hasDesign,
  run: selectConnectionsOf,
}
