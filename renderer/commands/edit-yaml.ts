import { designStore } from '../state/design-store.ts'
import { showYaml } from '../yaml/yaml-view.ts'
import type { Command } from './command.ts'

export const editYamlCommand: Command = {
  id: 'edit-yaml',
  label: 'Edit as YAML',
  section: 'Edit',
  icon: 'file-code',
  shortcut: 'Mod+Shift+Y',
  when: () => designStore.getState().open,
  run: () => showYaml(),
}
