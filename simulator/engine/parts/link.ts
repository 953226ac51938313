import type { World } from './world.ts'

/**
 * How long it takes until the last bit of a message has left, when it is sent now. All calls over a connection share its link,
 * one for each way, and messages leave one after another in the order in which they were sent.
 */
export function transmit(w: World, connection: number, toCallee: boolean): number {
  const bitsPerMs = w.faults.bitsPerMs[connection]
  if (bitsPerMs === Number.POSITIVE_INFINITY) return 0
  const { requestBits, responseBits } = w.model.connections
  const now = w.queue.clock[0]
  const link = 2 * connection + (toCallee ? 0 : 1)
  const bits = toCallee ? requestBits[connection] : responseBits[connection]
  w.linkFreeAt[link] = Math.max(now, w.linkFreeAt[link]) + bits / bitsPerMs
  return w.linkFreeAt[link] - now
}
