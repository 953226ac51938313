import { killContainer } from '../replica.ts'
import { type LiveFault, struckReplicas } from './fault.ts'
import { revive } from './revive.ts'

/** Containers die at once, with all they were doing. */
export const kill: LiveFault = {
  kind: 'kill',
  async apply({ fault, components }, run) {
    const count = fault.kind === 'kill' ? fault.replicas : undefined
    const struck = components.flatMap((component) => struckReplicas(run, component, count))
    // The mesh is told at the same time: the address of a dead container does not answer at all, not even with a refusal.
    for (const replica of struck) run.board.setDown(replica)
    await Promise.all(struck.map((replica) => killContainer(replica.container)))
    return {
      mechanism: `Docker killed ${struck.length === 1 ? 'one container' : `${struck.length} containers`} (SIGKILL)`,
      heal: async () => {
        await Promise.all(struck.map((replica) => revive(run, replica)))
      },
    }
  },
}
