import { hasComponents, togglePinned } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const pinCardCommand: Command = {
  id: 'pin-card',
  label: 'Pin or unpin for Tidy',
  section: 'Edit',
  icon: 'pin',
  shortcut: 'Mod+Alt+P',
  when: hasComponents,
  run: togglePinned,
}
