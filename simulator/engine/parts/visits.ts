import { largerColumn } from './larger-column.ts'

/** What a visit is doing. */
export const FREE = 0
export const TRAVELLING = 1
export const WAITING = 2
export const WORKING = 3
export const CALLING = 4

/** How a visit came to be, which is who hears of its end. */
export const ROOT = 0
export const CALLED = 1
/** The caller did not wait. */
export const DETACHED = 2

/**
 * Visits: each is one request being handled by one component, from when it is sent until it is answered. They live in arrays
 * and are numbered; a number is used again after its visit has ended, with another generation.
 */
export class Visits {
  live = 0
  state = new Int32Array(256)
  generation = new Int32Array(256)
  component = new Int32Array(256)
  replica = new Int32Array(256)
  /** Through which it came; -1 for a root. */
  connection = new Int32Array(256)
  journey = new Int32Array(256)
  origin = new Int32Array(256)
  /** The call that waits for it, and that call's epoch when it was sent. */
  call = new Int32Array(256)
  epoch = new Int32Array(256)
  /** The next step of its plan, and the branches of the present one that are still open. */
  step = new Int32Array(256)
  open = new Int32Array(256)
  /** 1: a call of the present step failed for good. */
  broken = new Int32Array(256)
  /** Its calls in flight, as a list; -1: none. */
  firstCall = new Int32Array(256)
  /** Next in its replica's queue; -1: none. */
  next = new Int32Array(256)
  /** 1: it occupies a worker. */
  holds = new Int32Array(256)
  /** Number of its span in a trace; 0: not traced. */
  span = new Int32Array(256)
  arrivedAt = new Float64Array(256)
  doneAt = new Float64Array(256)
  /** Numbers given out so far. */
  top = 0
  private free = new Int32Array(256)
  private freeCount = 0

  take(): number {
    this.live++
    if (this.freeCount > 0) return this.free[--this.freeCount]
    if (this.top >= this.state.length) this.grow()
    return this.top++
  }

  give(visit: number): void {
    this.live--
    this.state[visit] = FREE
    this.generation[visit]++
    this.free[this.freeCount++] = visit
  }

  private grow(): void {
    const size = this.state.length * 2
    for (const name of integers) this[name] = largerColumn(this[name], size)
    for (const name of ['arrivedAt', 'doneAt'] as const) this[name] = largerColumn(this[name], size)
    this.free = largerColumn(this.free, size)
  }
}

const integers = [
  'state',
  'generation',
  'component',
  'replica',
  'connection',
  'journey',
  'origin',
  'call',
  'epoch',
  'step',
  'open',
  'broken',
  'firstCall',
  'next',
  'holds',
  'span',
] as const
