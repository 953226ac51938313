import { toDockerFailure } from '../docker-failure.ts'
import { waitUntilReady } from '../readiness.ts'
import type { Replica } from '../replica.ts'
import { type FaultAccess, plannedOf } from './fault.ts'

/** Starts a stopped container again and lets it serve once it is ready. */
export async function revive(run: FaultAccess, replica: Replica): Promise<void> {
  if (run.stack.isStopping()) return
  const component = plannedOf(run, replica.component)
  try {
    await replica.container.start()
  } catch (error) {
    throw toDockerFailure(error, `to start ${component.label} again`, component.id)
  }
  await waitUntilReady(component, replica, run.mesh, run.stack.isStopping)
  if (!run.stack.isStopping()) run.board.setReady(replica)
}
