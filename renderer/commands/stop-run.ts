import { endRun } from '../run/run-actions.ts'
import { isActive } from '../run/run-state.ts'
import { runStore } from '../run/run-store.ts'
import type { Command } from './command.ts'

export const stopRunCommand: Command = {
  id: 'stop-run',
  label: 'Stop the run',
  section: 'Run',
  icon: 'square',
  shortcut: 'Mod+.',
  when: () => activeEngine() !== undefined,
  run: async () => {
    const engine = activeEngine()
    if (engine) await endRun(engine)
  },
}

function activeEngine() {
  const { runs } = runStore.getState()
  return (['live', 'predict'] as const).find((engine) => isActive(runs[engine]))
}
