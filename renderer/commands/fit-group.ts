import { fitGroup, hasResizedGroup } from '../canvas/group-edits.ts'
import type { Command } from './command.ts'

export const fitGroupCommand: Command = {
  id: 'fit-group',
  label: 'Fit the group to what is in it',
  section: 'Edit',
  icon: 'shrink',
  when: hasResizedGroup,
  run: fitGroup,
}
