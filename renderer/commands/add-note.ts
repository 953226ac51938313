import { putNote } from '../canvas/note-edits.ts'
import { hasDesign } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const addNoteCommand: Command = {
  id: 'add-note',
  label: 'Add a note',
  section: 'Edit',
  icon: 'sticky-note',
  shortcut: 'Mod+Alt+N',
  when: hasDesign,
  run: () => putNote('note'),
}
