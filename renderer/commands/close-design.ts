import { leaveDesign } from '../files/unsaved.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const closeDesignCommand: Command = {
  id: 'close-design',
  label: 'Close design',
  section: 'File',
  icon: 'x',
  when: () => designStore.getState().open,
  run: leaveDesign,
}
