import { hasDesign, isLocked } from '../canvas/selection-edits.ts'
import { tidyDesign } from '../canvas/tidy-design.ts'
import type { Command } from './command.ts'

export const tidyCommand: Command = {
  id: 'tidy',
  label: 'Tidy',
  section: 'View',
  icon: 'layout-dashboard',
  shortcut: 'Mod+Shift+L',
  when: () => hasDesign() && !isLocked(),
  run: tidyDesign,
}
