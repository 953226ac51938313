import { putNote } from '../canvas/note-edits.ts'
import { hasDesign } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const addLabelCommand: Command = {
  id: 'add-label',
  label: 'Add a label',
  section: 'Edit',
  icon: 'type',
  shortcut: 'Mod+Alt+B',
  when: hasDesign,
  run: () => putNote('label'),
}
