import { selectedNote, startWriting } from '../canvas/note-edits.ts'
import { startRenaming } from '../state/renaming-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import type { Command } from './command.ts'

export const renameCommand: Command = {
  id: 'rename',
  label: 'Rename',
  section: 'Edit',
  icon: 'text-cursor-input',
  shortcut: 'F2',
  when: () => selectionStore.getState().components.length === 1 || selectedNote() !== undefined,
  run: () => {
    const note = selectedNote()
    if (note !== undefined) return startWriting(note)
    const [id] = selectionStore.getState().components
    if (id) startRenaming(id)
  },
}
