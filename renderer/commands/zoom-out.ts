import { canvasView } from '../canvas/viewport.ts'
import type { Command } from './command.ts'

export const zoomOutCommand: Command = {
  id: 'zoom-out',
  label: 'Zoom out',
  section: 'View',
  icon: 'zoom-out',
  shortcut: 'Mod+-',
  when: () => canvasView.getState().view !== null,
  run: () => canvasView.getState().view?.zoomOut(),
}
