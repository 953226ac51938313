import { pasteLast } from '../canvas/copying.ts'
import { hasDesign } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const pasteCommand: Command = {
  id: 'paste',
  label: 'Paste',
  section: 'Edit',
  icon: 'clipboard-paste',
  shortcut: 'Mod+V',
  when: hasDesign,
  run: pasteLast,
}
