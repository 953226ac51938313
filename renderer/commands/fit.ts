import { canvasView } from '../canvas/viewport.ts'
import type { Command } from './command.ts'

export const fitCommand: Command = {
  id: 'fit',
  label: 'Fit design',
  section: 'View',
  icon: 'maximize',
  shortcut: 'Mod+1',
  when: () => canvasView.getState().view !== null,
  run: () => canvasView.getState().view?.fit(),
}
