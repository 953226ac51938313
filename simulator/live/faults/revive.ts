import { isConflict, toDockerFailure } from '../docker-failure.ts'
import { waitUntilReady } from '../readiness.ts'
import type { Replica } from '../replica.ts'
import { type FaultAccess, plannedOf } from './fault-access.ts'

/** Starts a stopped container again and lets it serve once it is ready. `unwanted`: it is to be down again already. */
export async function revive(run: FaultAccess, replica: Replica, unwanted: () => boolean): Promise<void> {
  const given = () => run.stack.isStopping() || unwanted()
  if (given()) return
  const component = plannedOf(run, replica.component)
  try {
    await replica.container.start()
  } catch (error) {
    // One that runs already is what was wanted.
    if (!isConflict(error)) throw toDockerFailure(error, `to start ${component.label} again`, component.id)
  }
  const state = await waitUntilReady(component, replica, run.mesh, given)
  if (state === 'ready') run.board.setReady(replica)
  if (state === 'finished') run.board.setFinished(replica)
}
