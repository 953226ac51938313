import { CONNECTION_FREE } from '../events/event-kinds.ts'
import type { World } from './world.ts'

/**
 * Requests that keep a connection of a pool from their first call along it until they are over, whatever else they call meanwhile:
 * what a database transaction does that has calls to others inside. By request: the connections that it keeps.
 */
export type Transactions = Map<number, number[]>

/** Whether a request has a connection of this pool already. */
export function isInTransaction({ transactions }: World, caller: number, connection: number): boolean {
  return transactions.get(caller)?.includes(connection) ?? false
}

/** A call is over, and its request keeps the connection that it had. False: it has one already. */
export function keepForTransaction(w: World, caller: number, connection: number): boolean {
  if (isInTransaction(w, caller, connection)) return false
  const kept = w.transactions.get(caller)
  if (kept) kept.push(connection)
  else w.transactions.set(caller, [connection])
  return true
}

/** A request is over, well or badly: what it kept is free. */
export function endTransactions(w: World, request: number, replica: number): void {
  const kept = w.transactions.get(request)
  if (!kept) return
  w.transactions.delete(request)
  for (const connection of kept) freeConnection(w, connection, replica)
}

/** A connection of a pool is free, and goes to who waits longest. */
export function freeConnection(w: World, connection: number, replica: number): void {
  const { permits } = w
  const at = permits.at(w, connection, replica)
  permits.inPool[at]--
  w.meter.limits.inPool.down(connection, w.queue.clock[0])
  // Not at once: whoever ends this attempt is in the middle of something.
  if (permits.waiting[at] > 0) w.queue.push(0, CONNECTION_FREE, connection, replica)
}
