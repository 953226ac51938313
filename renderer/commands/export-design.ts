import { designStore } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const exportDesignCommand: Command = {
  id: 'export-design',
  label: 'Export…',
  section: 'File',
  icon: 'download',
  shortcut: 'Mod+E',
  when: () => designStore.getState().open,
  run: () => openDialog({ kind: 'export' }),
}
