import { hasFocus, toggleFocus } from '../canvas/focus-store.ts'
import { clearSelection, selectionStore } from '../state/selection-store.ts'
import type { Command } from './command.ts'

/** Dialogs, menus and drags take Escape before it comes here. */
export const escapeCommand: Command = {
  id: 'escape',
  label: 'Select nothing',
  section: 'Edit',
  shortcut: 'Escape',
  when: () => {
    const { components, connections, note } = selectionStore.getState()
    return components.length + connections.length > 0 || note !== undefined || hasFocus()
  },
  run: () => (hasFocus() ? toggleFocus() : clearSelection()),
}
