import { startPredict } from '../run/run-actions.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const predictCommand: Command = {
  id: 'predict',
  label: 'Predict',
  section: 'Run',
  icon: 'zap',
  shortcut: 'Mod+Enter',
  when: hasRunnableDesign,
  run: startPredict,
}

/** Whether a design is open that either engine would accept. */
export function hasRunnableDesign(): boolean {
  const { open, problems } = designStore.getState()
  return open && !problems.some((problem) => problem.severity === 'error')
}
