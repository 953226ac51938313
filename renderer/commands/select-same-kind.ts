import { hasParts, selectSameKind } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const selectSameKindCommand: Command = {
  id: 'select-same-kind',
  label: 'Select all of the same kind',
  section: 'Edit',
  icon: 'box-select',
  shortcut: 'Mod+Shift+A',
  when: hasParts,
  run: selectSameKind,
}
