import { dissolveSelected, hasGroup } from '../canvas/selection-edits.ts'
import type { Command } from './command.ts'

export const dissolveGroupCommand: Command = {
  id: 'dissolve-group',
  label: 'Dissolve the group',
  section: 'Edit',
  icon: 'ungroup',
  shortcut: 'Mod+Shift+G',
  when: hasGroup,
  run: dissolveSelected,
}
