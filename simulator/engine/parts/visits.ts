/** Cells of `ints` that a visit takes. */
export const visitSize = 32

/**
 * Visits: each is one request that is handled by one component, and at the same time the attempt of the caller that waits for
 * it: from when it is sent until the component is done with it and its caller has heard of it, whichever comes last. A visit
 * whose caller gave up goes on as nobody's.
 *
 * A visit is a number: where its cells begin in `ints`, and at half of it in `doubles`, two views of the same 128 bytes, so
 * that whoever handles it touches two cache lines at most. The number is used again after the visit, with another generation
 * and epoch, by which events that are no longer wanted are recognised.
 */
export class Visits {
  /** Numbers given out and not given back. */
  live = 0
  /** All numbers that were ever given out lie below; they are multiples of `visitSize`. */
  top = 0
  /** Room for few, so that it grows in every run: code compiled where it never did would have to be compiled again where it does. */
  doubles = new Float64Array((16 * visitSize) / 2)
  ints = new Int32Array(this.doubles.buffer)
  private free = -1

  take(): number {
    this.live++
    const visit = this.free
    if (visit >= 0) {
      this.free = this.ints[visit + NEXT]
      return visit
    }
    if (this.top >= this.ints.length) this.grow()
    this.top += visitSize
    return this.top - visitSize
  }

  give(visit: number): void {
    const { ints } = this
    this.live--
    ints[visit + STATE] = FREE
    ints[visit + GENERATION]++
    ints[visit + EPOCH]++
    ints[visit + NEXT] = this.free
    this.free = visit
  }

  /** Whether the caller that set this timer has stopped waiting: its attempt has another epoch by now. */
  isStale(visit: number, epoch: number): boolean {
    return this.ints[visit + EPOCH] !== epoch
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.doubles.length)
    larger.set(this.doubles)
    this.doubles = larger
    this.ints = new Int32Array(larger.buffer)
  }
}

/** Cells of a visit in `doubles`, from half its number on. */
export const ARRIVED_AT = 0
export const DONE_AT = 1
/** When the caller's attempt began. */
export const SENT_AT = 2
/** For a delivery, when the message was accepted. */
export const QUEUED_AT = 3

/** Cells of a visit in `ints`, from its number on; the first eight are its doubles. */
export const STATE = 8
/** Changes when the end of work that is scheduled is no longer the end. */
export const GENERATION = 9
export const COMPONENT = 10
/** -1: not chosen yet. */
export const REPLICA = 11
/** Through which it came; -1 for a root, which a source made. */
export const CONNECTION = 12
export const JOURNEY = 13
/** The visit that waits for it, or NOBODY or BROKER_WAITS. */
export const CALLER = 14
/** Changes when the caller no longer waits for this attempt. */
export const EPOCH = 15
/** The next step of its plan, and the branches of the present one that are still open. */
export const STEP = 16
export const OPEN = 17
/** Whether a call of the present step failed for good, and whether any was done without, as `fallbacks.ts` packs them. */
export const BROKEN = 18
/** Next in its replica's queue; -1: none. */
export const NEXT = 19
/** 1: it occupies a worker. */
export const HOLDS = 20
/** Retries that the call has behind it. */
export const TRIES = 21
/** Calls of this branch that follow when this one is answered. */
export const REMAINING = 22
/** Number of its span in a trace; 0: not traced. */
export const SPAN = 23
/** Lookups in caches that found nothing, as `misses.ts` packs them. */
export const MISSES = 28
/** The instance of a function that it is on. */
export const INSTANCE = 29
/** Before it in its line, where it waits in one; -1: none. */
export const PREVIOUS = 24
/** For a delivery: how often the message was delivered, this time included. */
export const RECEIVES = 30
/** For a lookup that found nothing, which is no delivery: what its caller is to fetch, as `fills.ts` numbers it. */
export const MISSED_KEY = 30
/** The next in the ring of a hedged call's attempts, and how many were sent beside this one. */
export const SIBLING = 25
export const HEDGES_SENT = 26
/** What decides its chance: the same for the same request of the same source, whatever the traffic. */
export const KEY = 31
/** What the attempt holds of its caller: a place in the bulkhead, a connection of the pool. */
export const PERMITS = 27

/** The caller of a root, of a visit whose caller gave up or is gone, and of one that was only handed over. */
export const NOBODY = -1
/** The caller of a delivery: its broker hears of its end. */
export const BROKER_WAITS = -2

/** What a visit is doing. */
export const FREE = 0
/** It stands before a full queue. */
export const BLOCKED = -1
export const TRAVELLING = 1
/** Its answer is on the way to the caller. */
export const ANSWERING = 2
/** The attempt failed and the caller waits before the next. */
export const BACKING_OFF = 3
/** The attempt has not left: it waits for a connection of the pool. */
export const AWAITING_CONNECTION = 4
/** From here on it is on a replica. */
export const WAITING = 5
export const WORKING = 6
export const CALLING = 7
