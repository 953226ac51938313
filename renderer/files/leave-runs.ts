import { leaveAnswers } from '../answers/ask.ts'
import { keepOrUnpin } from '../run/pin-store.ts'
import { stop } from '../run/run-actions.ts'
import { isActive } from '../run/run-state.ts'
import { forgetRuns, runStore } from '../run/run-store.ts'

/** Stops what runs or is being answered, and forgets what was: they belong to a design that is being left. Its twin may be compared with it. */
export function leaveRuns(): void {
  const { runs } = runStore.getState()
  for (const engine of ['predict', 'live'] as const) if (isActive(runs[engine])) void stop(engine)
  forgetRuns()
  keepOrUnpin()
  leaveAnswers()
}
