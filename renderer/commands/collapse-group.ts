import { hasGroup, toggleCollapsed } from '../canvas/selection-edits.ts'
import { selectionStore } from '../state/selection-store.ts'
import type { Command } from './command.ts'

export const collapseGroupCommand: Command = {
  id: 'collapse-group',
  label: 'Collapse or expand the group',
  section: 'Edit',
  icon: 'minimize-2',
  shortcut: 'Alt+Shift+G',
  when: hasGroup,
  run: () => {
    const { group } = selectionStore.getState()
    if (group !== undefined) toggleCollapsed(group)
  },
}
