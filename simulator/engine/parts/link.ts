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
  const wait = Math.max(0, w.linkFreeAt[link] - now)
  w.meter.limits.sending.interval[link] += bits / bitsPerMs
  w.meter.limits.linkWaiting.interval[link] += wait
  w.linkFreeAt[link] = now + wait + bits / bitsPerMs
  return w.linkFreeAt[link] - now
}
