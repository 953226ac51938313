import { NONE } from './event-kinds.ts'
import { FIRST, headSize, KIND, Lanes, SECOND, type Waiters } from './lanes.ts'

/**
 * What is to happen, in order of time and, at equal times, in the order it was scheduled.
 *
 * A 4-ary heap lies in one Float64Array, two cells for each entry: the time, and a cell whose low word is the order and whose
 * high word is the slot of the payload (slots are small, so that the cell is never a NaN and survives being copied). Taking the
 * first event leaves a hole at the root, which the next event scheduled falls into: one sifting instead of two. Events with a
 * constant delay (network hops, timeouts) fall due in the order in which they are scheduled: they stand in lanes instead. So does
 * what is scheduled again whenever it has happened, such as a source's next request: a lane of its own, with one event in it.
 */
const maxSlots = 2 ** 23
const fewestSlots = 8
/** Cells of a payload: kind, first, second; a free slot's first cell is the next free slot. */
const stride = 4

export class EventQueue {
  /** Milliseconds. Kept in an array, because a double in a field may be boxed anew at each store. */
  readonly clock = new Float64Array(1)
  /** What the event that `next` returned carries. */
  first = 0
  second = 0
  /** Up to when events are taken now. */
  untilMs = -0
  /** Events taken so far. */
  count = 0
  /** All begin with room for little, as `Visits` do. */
  private heap = new Float64Array(2 * fewestSlots)
  private words = new Int32Array(this.heap.buffer)
  private size = 0
  private hole = false
  /** Compared by difference, so that it may wrap. */
  private order = 0
  private payloads = new Int32Array(fewestSlots * stride)
  private slots = 0
  private free = -1
  private readonly lanes: Lanes
  private readonly delays: Float64Array
  /** What is to happen before any time passes, in the order in which it was said: kind, first, second. */
  private atOnce = new Int32Array(4 * 3)
  private atOnceHead = 0
  private atOnceEnd = 0

  constructor(delays: Float64Array, waiters: Waiters) {
    this.delays = delays
    this.lanes = new Lanes(delays.length, waiters)
    this.heap[0] = Number.POSITIVE_INFINITY
  }

  /** Schedules an event after `delay` milliseconds. */
  push(delay: number, kind: number, first: number, second: number): void {
    this.pushAt(this.clock[0] + delay, kind, first, second)
  }

  /** Schedules an event at a time that is not over. */
  pushAt(time: number, kind: number, first: number, second: number): void {
    let slot = this.free
    if (slot >= 0) this.free = this.payloads[slot * stride]
    else slot = this.newSlot()
    const payloads = this.payloads
    payloads[slot * stride] = kind
    payloads[slot * stride + 1] = first
    payloads[slot * stride + 2] = second
    this.order = (this.order + 1) | 0
    if (this.hole) {
      this.hole = false
      this.siftDown(time, this.order, slot)
    } else this.siftUp(time, this.order, slot)
  }

  /** Schedules an event in a lane, whose delay is always the same. */
  pushLane(lane: number, kind: number, first: number, second: number): void {
    this.order = (this.order + 1) | 0
    this.lanes.push(lane, this.clock[0] + this.delays[lane], this.order, kind, first, second)
  }

  /** Has something happen as soon as what happens now is over. */
  pushAtOnce(kind: number, first: number, second: number): void {
    if (this.atOnceEnd === this.atOnce.length) this.growAtOnce()
    const { atOnce } = this
    atOnce[this.atOnceEnd++] = kind
    atOnce[this.atOnceEnd++] = first
    atOnce[this.atOnceEnd++] = second
  }

  /** Schedules an event in a lane of events whose times ascend; if this one's does not, among all others. */
  pushInOrder(lane: number, time: number, kind: number, first: number, second: number): void {
    if (time >= this.lanes.lastTimes[lane]) {
      this.lanes.lastTimes[lane] = time
      this.order = (this.order + 1) | 0
      this.lanes.push(lane, time, this.order, kind, first, second)
    } else this.pushAt(time, kind, first, second)
  }

  /** Schedules an event in a lane that holds one at a time; if there is one already, among all others. */
  pushAlone(lane: number, delay: number, kind: number, first: number, second: number): void {
    if (this.lanes.isEmpty(lane)) {
      this.order = (this.order + 1) | 0
      this.lanes.push(lane, this.clock[0] + delay, this.order, kind, first, second)
    } else this.push(delay, kind, first, second)
  }

  /** When the next event is due; this moment, where something is to happen as soon as what happens now is over. */
  earliest(): number {
    if (this.atOnceHead < this.atOnceEnd) return this.clock[0]
    if (this.hole) this.closeHole()
    const laneTime = this.lanes.times[this.lanes.leader()]
    return Math.min(this.heap[0], laneTime)
  }

  /** Takes the next event that is due by `untilMs`: sets the clock and what it carries, and returns its kind; NONE: none is. */
  next(untilMs: number): number {
    this.untilMs = untilMs
    if (this.atOnceHead < this.atOnceEnd) return this.takeAtOnce()
    if (this.hole) this.closeHole()
    const { heap, lanes } = this
    const lane = lanes.leader()
    const laneTime = lanes.times[lane]
    const time = heap[0]
    if (time < laneTime || (time === laneTime && ((this.words[2] - lanes.heads[headSize * lane]) | 0) < 0)) {
      if (time > untilMs) return NONE
      this.clock[0] = time
      return this.takeRoot()
    }
    if (laneTime > untilMs) return NONE
    this.clock[0] = laneTime
    return this.takeFromLane(lane)
  }

  private takeAtOnce(): number {
    const { atOnce } = this
    const kind = atOnce[this.atOnceHead++]
    this.first = atOnce[this.atOnceHead++]
    this.second = atOnce[this.atOnceHead++]
    if (this.atOnceHead === this.atOnceEnd) {
      this.atOnceHead = 0
      this.atOnceEnd = 0
    }
    this.count++
    return kind
  }

  private growAtOnce(): void {
    // What was taken is forgotten first; where requests follow each other without time passing there is always something behind it.
    const left = this.atOnce.subarray(this.atOnceHead, this.atOnceEnd)
    const next = new Int32Array(2 * left.length > this.atOnce.length ? 2 * this.atOnce.length : this.atOnce.length)
    next.set(left)
    this.atOnce = next
    this.atOnceHead = 0
    this.atOnceEnd = left.length
  }

  private takeRoot(): number {
    this.count++
    const slot = this.words[3]
    const at = slot * stride
    const payloads = this.payloads
    const kind = payloads[at]
    this.first = payloads[at + 1]
    this.second = payloads[at + 2]
    payloads[at] = this.free
    this.free = slot
    this.hole = true
    return kind
  }

  private takeFromLane(lane: number): number {
    this.count++
    const { heads } = this.lanes
    const kind = heads[headSize * lane + KIND]
    this.first = heads[headSize * lane + FIRST]
    this.second = heads[headSize * lane + SECOND]
    this.lanes.drop(lane)
    return kind
  }

  private closeHole(): void {
    this.hole = false
    const last = --this.size
    if (last > 0) this.siftDown(this.heap[2 * last], this.words[4 * last + 2], this.words[4 * last + 3])
    else this.heap[0] = Number.POSITIVE_INFINITY
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

  private newSlot(): number {
    if (this.slots * stride >= this.payloads.length) {
      if (this.slots >= maxSlots) throw new RangeError('More than eight million events are pending at once.')
      const larger = new Int32Array(this.payloads.length * 2)
      larger.set(this.payloads)
      this.payloads = larger
    }
    return this.slots++
  }
}
