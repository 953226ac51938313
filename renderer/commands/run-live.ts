import { startLive } from '../run/run-actions.ts'
import { isActive } from '../run/run-state.ts'
import { runStore } from '../run/run-store.ts'
import type { Command } from './command.ts'
import { hasRunnableDesign } from './predict.ts'

export const runLiveCommand: Command = {
  id: 'run-live',
  label: 'Run on Docker',
  section: 'Run',
  icon: 'play',
  shortcut: 'Mod+Shift+Enter',
  when: () => hasRunnableDesign() && !isActive(runStore.getState().runs.live),
  run: startLive,
}
