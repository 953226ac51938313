import { designStore } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const compareDesignsCommand: Command = {
  id: 'compare-designs',
  label: 'Compare designs side by side',
  section: 'File',
  icon: 'git-compare',
  when: () => designStore.getState().open,
  run: () => openDialog({ kind: 'compare', other: null }),
}
