import { hasDesign, isLocked } from '../canvas/selection-edits.ts'
import { putSetting } from '../state/settings-store.ts'
import type { Command } from './command.ts'

export const lockLayoutCommand: Command = {
  id: 'lock-layout',
  label: 'Lock or unlock the layout',
  section: 'View',
  icon: 'lock',
  when: hasDesign,
  run: () => putSetting('layoutLocked', !isLocked()),
}
