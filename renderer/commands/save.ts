import { saveFile } from '../files/save-file.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const saveCommand: Command = {
  id: 'save',
  label: 'Save',
  section: 'File',
  icon: 'save',
  shortcut: 'Mod+S',
  when: () => designStore.getState().open,
  run: async () => {
    await saveFile()
  },
}
