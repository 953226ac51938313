import { showDockTab } from '../dock/dock-store.ts'
import { hasResult, pinResult } from '../run/pin-store.ts'
import type { Command } from './command.ts'

export const pinResultCommand: Command = {
  id: 'pin-result',
  label: 'Pin the result to compare',
  section: 'Run',
  icon: 'pin',
  shortcut: 'Mod+Shift+P',
  when: hasResult,
  run: () => {
    pinResult()
    showDockTab('compare')
  },
}
