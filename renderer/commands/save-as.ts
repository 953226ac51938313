import { saveFileAs } from '../files/save-file.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const saveAsCommand: Command = {
  id: 'save-as',
  label: 'Save as…',
  section: 'File',
  icon: 'save-all',
  shortcut: 'Mod+Shift+S',
  when: () => designStore.getState().open,
  run: async () => {
    await saveFileAs()
  },
}
