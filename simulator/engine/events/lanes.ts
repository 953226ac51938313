import { TIMEOUT } from './event-kinds.ts'
import { Lane } from './lane.ts'

/** Cells of a head: its order, its kind, and what it carries. */
export const ORDER = 0
export const KIND = 1
export const FIRST = 2
export const SECOND = 3
export const headSize = 4

/** An object and no function: code compiled for one run's function would have to be compiled again for the next one's. */
export interface Waiters {
  /** From what a timeout carries, whether nobody waits for it any more: then it is dropped without ever becoming due. */
  isStale(first: number, second: number): boolean
}

/**
 * All lanes, and which of their heads is due first: a tournament, in which a lane plays anew only when its head changes. The
 * heads lie side by side, the rest of each lane in a ring. Lanes without events stand in the tournament with a time that never
 * comes.
 */
export class Lanes {
  /** Time of each lane's head; Infinity: it has none. */
  readonly times: Float64Array
  readonly heads: Int32Array
  /** Where times of a lane are to ascend: the last that was scheduled in it. */
  readonly lastTimes: Float64Array
  private readonly rings: Lane[]
  /** The lanes are the leaves, after `places` inner nodes; a node holds the lane that wins below it. */
  private readonly winners: Int32Array
  private readonly places: number
  private readonly waiters: Waiters
  /** A lane whose last event was taken, and that has not played since: most such lanes get another event at once. -1: none. */
  private open = -1

  constructor(count: number, waiters: Waiters) {
    this.waiters = waiters
    this.places = 2
    while (this.places < count) this.places *= 2
    this.rings = Array.from({ length: count }, () => new Lane())
    this.times = new Float64Array(this.places).fill(Number.POSITIVE_INFINITY)
    this.lastTimes = new Float64Array(this.places)
    this.heads = new Int32Array(headSize * this.places)
    this.winners = new Int32Array(2 * this.places)
    for (let lane = 0; lane < this.places; lane++) this.winners[this.places + lane] = lane
    for (let lane = 0; lane < this.places; lane += 2) this.play(lane)
  }

  /** The lane whose head is due first. */
  leader(): number {
    if (this.open >= 0) {
      this.play(this.open)
      this.open = -1
    }
    return this.winners[1]
  }

  isEmpty(lane: number): boolean {
    return this.times[lane] === Number.POSITIVE_INFINITY
  }

  push(lane: number, time: number, order: number, kind: number, first: number, second: number): void {
    if (this.times[lane] < Number.POSITIVE_INFINITY) {
      this.rings[lane].push(time, order, kind, first, second)
      return
    }
    this.setHead(lane, time, order, kind, first, second)
    if (this.open === lane) {
      this.open = -1
      this.play(lane)
    } else this.rise(lane, time)
  }

  /** Takes the head out, and with it the timeouts behind it whose call has ended: most of them, so that a timer costs next to nothing. */
  drop(lane: number): void {
    const ring = this.rings[lane]
    if (ring.length > 0 && this.heads[headSize * lane + KIND] === TIMEOUT) {
      while (ring.length > 0 && ring.kind() === TIMEOUT && this.waiters.isStale(ring.first(), ring.second())) ring.drop()
    }
    if (ring.length > 0) {
      this.setHead(lane, ring.time(), ring.order(), ring.kind(), ring.first(), ring.second())
      ring.drop()
      this.play(lane)
    } else {
      this.times[lane] = Number.POSITIVE_INFINITY
      this.open = lane
    }
  }

  private setHead(lane: number, time: number, order: number, kind: number, first: number, second: number): void {
    const { heads } = this
    this.times[lane] = time
    heads[headSize * lane + ORDER] = order
    heads[headSize * lane + KIND] = kind
    heads[headSize * lane + FIRST] = first
    heads[headSize * lane + SECOND] = second
  }

  /** A lane that had no event is due sooner than before: it wins up to whoever is due sooner still. */
  private rise(lane: number, time: number): void {
    const { winners, times } = this
    for (let node = (this.places + lane) >> 1; node > 0; node >>= 1) {
      const other = winners[node]
      if (times[other] <= time && other !== lane) return
      winners[node] = lane
    }
  }

  /** Matches of a lane with whoever wins beside it, up to the root. */
  private play(lane: number): void {
    const { winners, times, heads } = this
    let best = lane
    let bestTime = times[lane]
    for (let node = this.places + lane; node > 1; node >>= 1) {
      const other = winners[node ^ 1]
      const time = times[other]
      if (time < bestTime || (time === bestTime && ((heads[headSize * other] - heads[headSize * best]) | 0) < 0)) {
        best = other
        bestTime = time
      }
      winners[node >> 1] = best
    }
  }
}
