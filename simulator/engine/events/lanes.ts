import { TIMEOUT } from './event-kinds.ts'
import { Lane } from './lane.ts'

/**
 * All lanes, and which of their heads is due first: a tournament, in which a lane plays anew only when its head changes. Lanes
 * without events stand in it with a time that never comes.
 */
export class Lanes {
  /** Time and order of each lane's head. */
  readonly times: Float64Array
  readonly orders: Int32Array
  private readonly lanes: Lane[]
  /** The lanes are the leaves, after `places` inner nodes; a node holds the lane that wins below it. */
  private readonly winners: Int32Array
  private readonly places: number
  private readonly isStale: (first: number, second: number) => boolean

  /** `isStale` tells which timeouts nobody waits for any more: those are dropped without ever becoming due. */
  constructor(count: number, isStale: (first: number, second: number) => boolean) {
    this.isStale = isStale
    this.places = 1
    while (this.places < count) this.places *= 2
    this.lanes = Array.from({ length: count }, () => new Lane())
    this.times = new Float64Array(this.places).fill(Number.POSITIVE_INFINITY)
    this.orders = new Int32Array(this.places)
    this.winners = new Int32Array(2 * this.places)
    for (let lane = 0; lane < this.places; lane++) this.winners[this.places + lane] = lane
    for (let lane = 0; lane < this.places; lane += 2) this.play(lane)
  }

  /** The lane whose head is due first. */
  leader(): number {
    return this.winners[1]
  }

  push(lane: number, time: number, order: number, kind: number, first: number, second: number): void {
    const ring = this.lanes[lane]
    ring.push(time, order, kind, first, second)
    if (ring.length === 1) this.setHead(lane, time, order)
  }

  head(lane: number): Lane {
    return this.lanes[lane]
  }

  /** Takes the head out, and with it the timeouts behind it whose call has ended: most of them, so that a timer costs next to nothing. */
  drop(lane: number): void {
    const ring = this.lanes[lane]
    const timer = ring.kind() === TIMEOUT
    ring.drop()
    if (timer) while (ring.length > 0 && ring.kind() === TIMEOUT && this.isStale(ring.first(), ring.second())) ring.drop()
    if (ring.length > 0) this.setHead(lane, ring.time(), ring.order())
    else this.setHead(lane, Number.POSITIVE_INFINITY, 0)
  }

  private setHead(lane: number, time: number, order: number): void {
    this.times[lane] = time
    this.orders[lane] = order
    this.play(lane)
  }

  private play(lane: number): void {
    const { winners, times, orders } = this
    for (let node = (this.places + lane) >> 1; node > 0; node >>= 1) {
      const left = winners[2 * node]
      const right = winners[2 * node + 1]
      const sooner = times[left] < times[right] || (times[left] === times[right] && ((orders[left] - orders[right]) | 0) < 0)
      winners[node] = sooner ? left : right
    }
  }
}
