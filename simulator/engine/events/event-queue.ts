import { NONE, TIMEOUT } from './event-kinds.ts'
import { Lane } from './lane.ts'

/**
 * What is to happen, in order of time and, at equal times, in the order it was scheduled.
 *
 * A 4-ary heap lies in one Float64Array, two cells for each entry: the time, and a cell whose low word is the order and whose
 * high word is the slot of the payload (slots are small, so that the cell is never a NaN and survives being copied). Events
 * with a constant delay (network hops, timeouts) fall due in the order in which they are scheduled: they stand in lanes, and
 * only a lane's head competes in the heap, in the slot that has the lane's number.
 */
const maxSlots = 2 ** 20

export class EventQueue {
  /** Milliseconds. Kept in an array, because a double in a field may be boxed anew at each store. */
  readonly clock = new Float64Array(1)
  /** Payload of the event that `next` returned. */
  readonly payload = new Int32Array(2)
  /** Events taken so far. */
  count = 0
  private heap = new Float64Array(2 * 1024)
  private words = new Int32Array(this.heap.buffer)
  private size = 0
  /** Compared by difference, so that it may wrap. */
  private order = 0
  private kinds = new Int32Array(1024)
  private firsts = new Int32Array(1024)
  private seconds = new Int32Array(1024)
  private free = new Int32Array(1024)
  private freeCount = 0
  private slots: number
  private readonly lanes: Lane[]

  /** `epochs` tells which timeouts are stale: those are dropped without passing through the heap. */
  constructor(laneCount: number, epochs: () => Int32Array) {
    this.lanes = Array.from({ length: laneCount }, () => new Lane(epochs))
    this.slots = laneCount
    while (this.kinds.length < laneCount + 1) this.growSlots()
  }

  /** Schedules an event after `delay` milliseconds. */
  push(delay: number, kind: number, first: number, second: number): void {
    let slot: number
    if (this.freeCount > 0) slot = this.free[--this.freeCount]
    else {
      slot = this.slots++
      if (slot >= this.kinds.length) this.growSlots()
    }
    this.kinds[slot] = kind
    this.firsts[slot] = first
    this.seconds[slot] = second
    this.order = (this.order + 1) | 0
    this.siftUp(this.clock[0] + delay, this.order, slot)
  }

  /** Schedules an event in a lane, whose delay is always the same. */
  pushLane(lane: number, delay: number, kind: number, first: number, second: number): void {
    const time = this.clock[0] + delay
    this.order = (this.order + 1) | 0
    if (this.lanes[lane].push(time, this.order, kind, first, second)) this.siftUp(time, this.order, lane)
  }

  /** When the next event is due; Infinity when there is none. */
  due(): number {
    return this.size > 0 ? this.heap[0] : Number.POSITIVE_INFINITY
  }

  /** Takes the next event: sets the clock and the payload, and returns its kind. */
  next(): number {
    if (this.size === 0) return NONE
    this.clock[0] = this.heap[0]
    this.count++
    const slot = this.words[3]
    if (slot < this.lanes.length) return this.nextInLane(slot)
    this.payload[0] = this.firsts[slot]
    this.payload[1] = this.seconds[slot]
    this.free[this.freeCount++] = slot
    this.dropRoot()
    return this.kinds[slot]
  }

  private nextInLane(index: number): number {
    const lane = this.lanes[index]
    const kind = lane.take(this.payload)
    if (kind === TIMEOUT) lane.dropStale()
    if (lane.length > 0) this.siftDown(lane.headTime(), lane.headOrder(), index)
    else this.dropRoot()
    return kind
  }

  private dropRoot(): void {
    const last = --this.size
    if (last > 0) this.siftDown(this.heap[2 * last], this.words[4 * last + 2], this.words[4 * last + 3])
  }

  private siftUp(time: number, order: number, slot: number): void {
    if (2 * this.size >= this.heap.length) this.growHeap()
    const heap = this.heap
    const words = this.words
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 2
      const parentTime = heap[2 * parent]
      if (parentTime < time || (parentTime === time && ((words[4 * parent + 2] - order) | 0) < 0)) break
      heap[2 * i] = parentTime
      heap[2 * i + 1] = heap[2 * parent + 1]
      i = parent
    }
    heap[2 * i] = time
    words[4 * i + 2] = order
    words[4 * i + 3] = slot
  }

  /** Puts an entry at the root and lets it sink to its place. */
  private siftDown(time: number, order: number, slot: number): void {
    const heap = this.heap
    const words = this.words
    const size = this.size
    let i = 0
    for (;;) {
      let child = 4 * i + 1
      if (child >= size) break
      let best = child
      let bestTime = heap[2 * child]
      const end = Math.min(child + 4, size)
      while (++child < end) {
        const childTime = heap[2 * child]
        if (childTime < bestTime || (childTime === bestTime && ((words[4 * child + 2] - words[4 * best + 2]) | 0) < 0)) {
          best = child
          bestTime = childTime
        }
      }
      if (time < bestTime || (time === bestTime && ((order - words[4 * best + 2]) | 0) < 0)) break
      heap[2 * i] = bestTime
      heap[2 * i + 1] = heap[2 * best + 1]
      i = best
    }
    heap[2 * i] = time
    words[4 * i + 2] = order
    words[4 * i + 3] = slot
  }

  private growHeap(): void {
    const larger = new Float64Array(this.heap.length * 2)
    larger.set(this.heap)
    this.heap = larger
    this.words = new Int32Array(larger.buffer)
  }

  private growSlots(): void {
    if (this.kinds.length >= maxSlots) throw new RangeError('More than a million events are pending at once.')
    for (const name of ['kinds', 'firsts', 'seconds', 'free'] as const) {
      const larger = new Int32Array(this[name].length * 2)
      larger.set(this[name])
      this[name] = larger
    }
  }
}
