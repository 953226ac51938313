import { largerColumn } from './larger-column.ts'

/**
 * Calls: each is one logical call of a visit along a connection, with all its attempts; the delivery of a message to a
 * consumer is a call without a calling visit. The epoch changes whenever an attempt ends, so that what an abandoned attempt
 * still brings about (its answer, its timeout) is known to be stale.
 */
export class Calls {
  epoch = new Int32Array(256)
  /** The visit that made it; -1 for a delivery. */
  caller = new Int32Array(256)
  connection = new Int32Array(256)
  journey = new Int32Array(256)
  /** Retries made. */
  tries = new Int32Array(256)
  /** Calls of this branch that follow when this one is answered. */
  remaining = new Int32Array(256)
  /** Neighbours among the caller's calls in flight; -1: none. */
  previous = new Int32Array(256)
  next = new Int32Array(256)
  /** For a delivery, the consumer's replica. */
  replica = new Int32Array(256)
  /** Number of the attempt's span in a trace; 0: not traced. */
  span = new Int32Array(256)
  /** When the attempt began; for a delivery also when the message was accepted. */
  sentAt = new Float64Array(256)
  queuedAt = new Float64Array(256)
  private top = 0
  private free = new Int32Array(256)
  private freeCount = 0

  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount]
    if (this.top >= this.epoch.length) this.grow()
    return this.top++
  }

  give(call: number): void {
    this.epoch[call] = (this.epoch[call] + 1) & epochMask
    this.free[this.freeCount++] = call
  }

  private grow(): void {
    const size = this.epoch.length * 2
    for (const name of integers) this[name] = largerColumn(this[name], size)
    for (const name of ['sentAt', 'queuedAt'] as const) this[name] = largerColumn(this[name], size)
    this.free = largerColumn(this.free, size)
  }
}

/** Epochs leave room for an outcome in the same 32 bits. */
export const epochMask = 0x7ffffff
const integers = ['epoch', 'caller', 'connection', 'journey', 'tries', 'remaining', 'previous', 'next', 'replica', 'span'] as const
