import { RunFailure } from '../../../app/run/engine.ts'
import { toDockerFailure } from '../docker-failure.ts'
import { type FaultAccess, type LiveFault, plannedOf } from './fault.ts'

/** An operator sets the number of replicas. */
export const scale: LiveFault = {
  kind: 'scale',
  async apply({ fault, components }, run) {
    const wanted = fault.kind === 'scale' ? fault.replicas : 0
    const before = new Map(components.map((id) => [id, run.board.replicasOf(id).length] as const))
    await setAll(run, new Map(components.map((id) => [id, wanted])))
    return {
      mechanism: `Docker runs ${wanted} ${wanted === 1 ? 'container' : 'containers'} of ${components.join(', ')}`,
      heal: () => setAll(run, before),
    }
  },
}

async function setAll(run: FaultAccess, wanted: ReadonlyMap<string, number>): Promise<void> {
  await Promise.all([...wanted].map(([id, count]) => setReplicas(run, id, count)))
}

async function setReplicas(run: FaultAccess, id: string, wanted: number): Promise<void> {
  const component = plannedOf(run, id)
  if (component.behaviour.model === 'source')
    throw new RunFailure(`${component.label} sends traffic; change its rate instead of its replicas.`, id)
  const replicas = [...run.board.replicasOf(id)].sort((a, b) => a.index - b.index)
  run.board.setWanted(id, wanted)
  const surplus = replicas.slice(wanted)
  const first = (replicas.at(-1)?.index ?? -1) + 1
  const missing = Array.from({ length: Math.max(0, wanted - replicas.length) }, (_, n) => first + n)
  await Promise.all(missing.map((index) => run.stack.startReplica(component, index, run.board, run.mesh)))
  for (const replica of surplus) {
    // What it still works on may be finished within the stop's grace.
    run.board.remove(replica)
    await replica.container.stop({ t: 1 }).catch(() => {})
    await replica.container.remove({ force: true, v: true }).catch((error) => {
      throw toDockerFailure(error, `to remove a replica of ${component.label}`, id)
    })
  }
}
