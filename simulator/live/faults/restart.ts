import { killContainer } from '../replica.ts'
import { type LiveFault, struckReplicas } from './fault.ts'
import { revive } from './revive.ts'

/** Containers are killed and started again; the fault is over when they serve, or `for` later if that is given. */
export const restart: LiveFault = {
  kind: 'restart',
  async apply({ fault, components }, run) {
    const count = fault.kind === 'restart' ? fault.replicas : undefined
    const struck = components.flatMap((component) => struckReplicas(run, component, count))
    for (const replica of struck) run.board.setDown(replica)
    await Promise.all(struck.map((replica) => killContainer(replica.container)))
    const reviveAll = async () => {
      await Promise.all(struck.map((replica) => revive(run, replica)))
    }
    const mechanism = `Docker killed ${struck.length === 1 ? 'one container' : `${struck.length} containers`} and starts them again`
    return fault.for === undefined ? { mechanism, over: reviveAll() } : { mechanism, heal: reviveAll }
  },
}
