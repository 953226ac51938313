import { canvasView } from '../canvas/viewport.ts'
import type { Command } from './command.ts'

export const zoomInCommand: Command = {
  id: 'zoom-in',
  label: 'Zoom in',
  section: 'View',
  icon: 'zoom-in',
  shortcut: 'Mod+=',
  alsoShortcuts: ['Mod++'],
  when: () => canvasView.getState().view !== null,
  run: () => canvasView.getState().view?.zoomIn(),
}
