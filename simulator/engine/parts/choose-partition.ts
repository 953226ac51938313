import type { Backlog } from './backlog.ts'
import { nextConsumer } from './deliveries.ts'
import type { PartitionedBacklog } from './partitions.ts'
import { AWAY, type World } from './world.ts'

/** The replica, counted from the consumer's first, that may have what this partition holds now; -1: none. */
function readerOf(w: World, connection: number, partition: number): number {
  const { connections, components } = w.model
  if (components.brokers[connections.from[connection]]?.shared) return nextConsumer(w, connection)
  // As a consumer group shares them: the p-th to the p-th of those that are there, begun anew when all have one.
  const consumer = connections.to[connection]
  const first = components.firstReplica[consumer]
  const there: number[] = []
  for (let at = 0; at < components.mostReplicas[consumer]; at++) if ((w.replicas.status[first + at] & AWAY) === 0) there.push(at)
  if (there.length === 0) return -1
  const at = there[partition % there.length]
  return w.replicas.unacknowledged[connection][at] < connections.prefetch[connection] ? at : -1
}

/** Chooses the partition whose oldest message waits longest, of those that may be read; answers who is to have it, -1: nobody. */
export function choosePartition(w: World, connection: number, backlog: PartitionedBacklog, isDue: (partition: Backlog) => boolean): number {
  const waiting: number[] = []
  for (let p = 0; p < backlog.partitions.length; p++) if (backlog.taken[p] === 0 && backlog.partitions[p].length > 0) waiting.push(p)
  waiting.sort((a, b) => backlog.partitions[a].headTime() - backlog.partitions[b].headTime())
  for (const p of waiting) {
    if (!isDue(backlog.partitions[p])) continue
    const replica = readerOf(w, connection, p)
    if (replica < 0) continue
    backlog.chosen = p
    return replica
  }
  return -1
}
