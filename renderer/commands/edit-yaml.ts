import { designStore } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const editYamlCommand: Command = {
  id: 'edit-yaml',
  label: 'Edit as YAML…',
  section: 'Edit',
  icon: 'file-code',
  shortcut: 'Mod+Shift+Y',
  when: () => designStore.getState().open,
  run: () => openDialog({ kind: 'yaml' }),
}
