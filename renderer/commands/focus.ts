import { hasFocus, toggleFocus } from '../canvas/focus-store.ts'
import { hasComponents } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const focusCommand: Command = {
  id: 'focus',
  label: 'Focus on the selection',
  section: 'View',
  icon: 'focus',
  shortcut: 'Mod+Shift+F',
  when: () => hasFocus() || hasComponents(),
  run: toggleFocus,
}
