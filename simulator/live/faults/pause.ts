import { isAbsent, isConflict, toDockerFailure } from '../docker-failure.ts'
import { type LiveFault, struckReplicas } from './fault.ts'

/** Containers stand still: connections to them stay open and nobody answers. */
export const pause: LiveFault = {
  kind: 'pause',
  async apply({ fault, components }, run) {
    const count = fault.kind === 'pause' ? fault.replicas : undefined
    const struck = components.flatMap((component) => struckReplicas(run, component, count)).filter((replica) => replica.ready)
    const each = (what: 'pause' | 'unpause') =>
      Promise.all(
        struck.map(({ container, component }) =>
          container[what]().catch((error: unknown) => {
            // What was killed meanwhile cannot be woken, and what stands still already need not be stopped.
            if (!isAbsent(error) && !isConflict(error)) throw toDockerFailure(error, `to ${what} ${component}`, component)
          }),
        ),
      )
    await each('pause')
    return {
      mechanism: `Docker froze ${struck.length === 1 ? 'one container' : `${struck.length} containers`} (cgroup freezer)`,
      heal: async () => {
        await each('unpause')
      },
    }
  },
}
