import type { Model } from '../model/model.ts'
import { BULKHEAD_FULL, CALLER_LIMITED, CIRCUIT_OPEN, NO_CONNECTION, QUEUE_FULL, RATE_EXCEEDED } from '../parts/outcomes.ts'
import { Counters } from './counters.ts'
import { Levels } from './levels.ts'

/** What is counted so that a sentence can name what limits, which the plain figures of components and connections do not tell. */
export class LimitMeter {
  /** Attempts that their caller gave up on, by connection. */
  readonly timedOut: Counters
  /** Calls that their caller itself refused, by connection and by what refused them. */
  readonly byBreaker: Counters
  readonly byRate: Counters
  readonly byBulkhead: Counters
  readonly byPool: Counters
  /** Requests that a component turned away, by why; the others found no replica. */
  readonly queueFull: Counters
  readonly rateExceeded: Counters
  /** Milliseconds for which a link was sending and for which messages waited for it, there at 2 x connection, back after it. */
  readonly sending: Counters
  readonly linkWaiting: Counters
  /** Over all replicas of the caller: connections in use, calls that wait for one, calls in the bulkhead. */
  readonly inPool: Levels
  readonly poolQueue: Levels
  readonly inBulkhead: Levels
  /** Messages delivered and not done with, by connection that starts at a broker. */
  readonly unacknowledged: Levels
  /** Busy workers and waiting requests at the replica that takes the writes, by component. */
  readonly primaryBusy: Levels
  readonly primaryQueue: Levels

  constructor({ components, connections }: Model) {
    const n = connections.ids.length
    const c = components.ids.length
    this.timedOut = new Counters(n)
    this.byBreaker = new Counters(n)
    this.byRate = new Counters(n)
    this.byBulkhead = new Counters(n)
    this.byPool = new Counters(n)
    this.queueFull = new Counters(c)
    this.rateExceeded = new Counters(c)
    this.sending = new Counters(2 * n)
    this.linkWaiting = new Counters(2 * n)
    this.inPool = new Levels(n)
    this.poolQueue = new Levels(n)
    this.inBulkhead = new Levels(n)
    this.unacknowledged = new Levels(n)
    this.primaryBusy = new Levels(c)
    this.primaryQueue = new Levels(c)
  }

  get levels(): Levels[] {
    return [this.inPool, this.poolQueue, this.inBulkhead, this.unacknowledged, this.primaryBusy, this.primaryQueue]
  }

  get counters(): Counters[] {
    const { timedOut, byBreaker, byRate, byBulkhead, byPool, queueFull, rateExceeded, sending, linkWaiting } = this
    return [timedOut, byBreaker, byRate, byBulkhead, byPool, queueFull, rateExceeded, sending, linkWaiting]
  }

  /** A caller refused a call itself. */
  refused(connection: number, outcome: number): void {
    if (outcome === CIRCUIT_OPEN) this.byBreaker.add(connection)
    else if (outcome === CALLER_LIMITED) this.byRate.add(connection)
    else if (outcome === BULKHEAD_FULL) this.byBulkhead.add(connection)
    else if (outcome === NO_CONNECTION) this.byPool.add(connection)
  }

  /** A component turned a request away. */
  turnedAway(component: number, outcome: number): void {
    if (outcome === QUEUE_FULL) this.queueFull.add(component)
    else if (outcome === RATE_EXCEEDED) this.rateExceeded.add(component)
  }
}
