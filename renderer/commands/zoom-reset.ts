import { canvasView } from '../canvas/viewport.ts'
import type { Command } from './command.ts'

export const zoomResetCommand: Command = {
  id: 'zoom-reset',
  label: 'Zoom to 100 %',
  section: 'View',
  icon: 'search',
  shortcut: 'Mod+0',
  when: () => canvasView.getState().view !== null,
  run: () => canvasView.getState().view?.zoomTo(1),
}
