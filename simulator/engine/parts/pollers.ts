import { BATCH_DUE } from '../events/event-kinds.ts'
import type { World } from './world.ts'

/** Nothing waits for those who poll: they become no more. */
export function pollersSuffice(w: World, connection: number): void {
  w.pollersShortSince[connection] = Number.POSITIVE_INFINITY
}

/**
 * Whether those who poll a broker for a function may take one more batch. They begin with a few and become more, evenly, as long as
 * messages wait for them; once nothing is handled they begin anew.
 */
export function mayPoll(w: World, connection: number): boolean {
  const { firstPollers, pollersPerMs, batchSize } = w.model.connections
  if (firstPollers[connection] === Number.POSITIVE_INFINITY) return true
  const now = w.queue.clock[0]
  const inHand = w.meter.limits.unacknowledged.now(connection) / batchSize[connection]
  const since = w.pollersShortSince[connection]
  if (inHand === 0) w.pollers[connection] = firstPollers[connection]
  else if (since < now) {
    w.pollers[connection] += (now - since) * pollersPerMs[connection]
    w.pollersShortSince[connection] = now
  }
  if (inHand < Math.floor(w.pollers[connection])) return true
  w.pollersShortSince[connection] = now
  const dueAt = now + 1 / pollersPerMs[connection]
  if (w.batchDueAt[connection] > dueAt) {
    w.batchDueAt[connection] = dueAt
    w.queue.push(dueAt - now, BATCH_DUE, connection, 0)
  }
  return false
}
