import { hasComponents } from '../canvas/selection-edits.ts'
import { canvasView } from '../canvas/viewport.ts'
import { selectionStore } from '../state/selection-store.ts'
import type { Command } from './command.ts'

export const fitSelectionCommand: Command = {
  id: 'fit-selection',
  label: 'Fit the selection',
  section: 'View',
  icon: 'scan',
  shortcut: 'Mod+2',
  when: hasComponents,
  run: () => canvasView.getState().view?.show(selectionStore.getState().components),
}
