import { keyedExponential } from '../chance/exponential.ts'
import { exponentialMean, sampleWork } from '../chance/work-sampler.ts'
import type { Histogram } from '../measure/histogram.ts'
import type { Level } from '../measure/levels.ts'
import type { Meter } from '../measure/meter.ts'
import type { Model } from '../model/model.ts'
import type { DirectCall } from './direct-call.ts'
import type { PlainCall } from './plain-call.ts'
import { streamOf, WORK, type World } from './world.ts'

/** Cells of a request in `times`, from so many times its place on. */
const timesSize = 3
const ARRIVES = 0
const BEGINS = 1
const ENDS = 2
/** And in `notes`. */
const notesSize = 4
const REQUEST_KEY = 0
/** -1: it has none, because all that is done for it is done here. */
const VISIT = 1
/** How many waited when it had come, itself among them, or 0 where it did not wait; and how many were there at all. */
const WAITED = 2
const CROWD = 3

const fewestPlaces = 8
/** So many are counted in one go. */
const usualPlaces = 256

/**
 * A station with nothing but workers and a queue, first come, first served: when a request begins and ends there is known when it
 * sets out, for nobody who comes later changes it. It begins when it comes or when a worker is free, whichever is later (Lindley
 * 1952; for several workers Kiefer and Wolfowitz 1955). So there are no events for its coming and its beginning, and where nothing
 * follows its work none for its end. What it comes to is kept in a list, and counted when that much time has passed.
 *
 * A fault that strikes the station, or a connection to it, ends that: `foreseen.ts` makes events of what is not over.
 */
export class ForeseenStation {
  /** Nothing that may happen can change what is foreseen. */
  clear = false
  /** So far it was so all the time, and all on their way to it are known. */
  undisturbed = true
  readonly component: number
  readonly replica: number
  /** It calls nobody, whatever the journey. */
  readonly isLeaf: boolean
  /** Of ends of work, where they come in order; otherwise -1. */
  readonly lane: number
  /** All that come were sent in the order in which they come. */
  readonly inOrder: boolean
  /** For how long they are on their way, where they are foreseen when they are sent. */
  private aheadMs: number
  /** Requests are admitted before those are counted that leave meanwhile. */
  isAhead = false
  /** Source's requests that are foreseen whole; null: there are none. */
  direct: DirectCall | null = null
  /** Three times and four notes for each request. */
  times = new Float64Array(timesSize * fewestPlaces)
  notes = new Int32Array(notesSize * fewestPlaces)
  private places = fewestPlaces
  /** Those before these places are over, have begun, have come, and have begun when the last one came, as far as was counted. */
  private first = 0
  private started = 0
  private arrived = 0
  private begun = 0
  private end = 0
  /** When each worker is free who was busy when the last request came: a heap, the earliest first. */
  private frees = new Float64Array(1)
  private workers = 0
  private readonly concurrency: number
  private readonly queueLimit: number
  /** 0: its work is not exponential. */
  private readonly exponentialMs: number
  private readonly stream: number
  private readonly busy: Level
  private readonly queue: Level
  private readonly inSystem: Level
  private readonly waiting: Histogram
  private readonly latency: Histogram

  constructor({ components, connections, journeys, plan }: Model, meter: Meter, component: number, calls: (PlainCall | null)[]) {
    this.component = component
    this.replica = components.firstReplica[component]
    this.isLeaf = journeys.every(
      (_, j) => plan.firstStep[component * journeys.length + j] === plan.endStep[component * journeys.length + j],
    )
    this.lane = components.loneWorkLane[component]
    const incoming = calls.filter((_, k) => connections.to[k] === component)
    this.inOrder = incoming.every(
      (call) => call !== null && connections.async[call.connection] === 0 && call.latencyMs === incoming[0]?.latencyMs,
    )
    this.aheadMs = this.inOrder ? (incoming[0]?.latencyMs ?? 0) : 0
    this.concurrency = components.concurrency[component]
    this.queueLimit = components.queueLimit[component]
    this.exponentialMs = exponentialMean(components.work, component)
    this.stream = streamOf(component, WORK)
    this.busy = meter.busy.of(component)
    this.queue = meter.queue.of(component)
    this.inSystem = meter.inSystem.of(component)
    this.waiting = meter.waiting.interval.of(component)
    this.latency = meter.latency.interval.of(component)
  }

  /** Requests that are kept: under way, or not yet counted. */
  get size(): number {
    return this.end - this.first
  }

  /** Foresees a request that sets out now, or has come now. Returns its place, which is its until the next one; -1: it finds no room. */
  admit(w: World, key: number, visit: number): number {
    if (this.end === this.places) this.makeRoom(w)
    const { times, notes, frees, end } = this
    const arrives = w.queue.clock[0] + this.aheadMs
    let { begun } = this
    while (begun < end && times[timesSize * begun + BEGINS] <= arrives) begun++
    this.begun = begun
    while (this.workers > 0 && frees[0] <= arrives) this.dropEarliest()
    const waits = this.workers === this.concurrency
    if (waits && end - begun >= this.queueLimit) return -1
    const { exponentialMs, stream } = this
    const ms =
      exponentialMs > 0
        ? exponentialMs * keyedExponential(w.chance, stream, key)
        : sampleWork(w.model.components.work, this.component, w.chance, stream, key)
    const begins = waits ? frees[0] : arrives
    times[timesSize * end + ARRIVES] = arrives
    times[timesSize * end + BEGINS] = begins
    times[timesSize * end + ENDS] = begins + ms
    if (waits) this.keepEarliest(end)
    else this.addWorker(end)
    const waiting = waits ? end + 1 - begun : 0
    notes[notesSize * end + REQUEST_KEY] = key
    notes[notesSize * end + VISIT] = visit
    notes[notesSize * end + WAITED] = waiting
    notes[notesSize * end + CROWD] = this.workers + waiting
    this.end = end + 1
    return end
  }

  arrivesAt(place: number): number {
    return this.times[timesSize * place + ARRIVES]
  }

  endsAt(place: number): number {
    return this.times[timesSize * place + ENDS]
  }

  visitAt(place: number): number {
    return this.notes[notesSize * place + VISIT]
  }

  keyAt(place: number): number {
    return this.notes[notesSize * place + REQUEST_KEY]
  }

  hasWaited(place: number): boolean {
    return this.notes[notesSize * place + WAITED] > 0
  }

  setVisit(place: number, visit: number): void {
    this.notes[notesSize * place + VISIT] = visit
  }

  /** Counts what has happened until now. */
  account(w: World): void {
    this.accountUntil(w, w.queue.clock[0])
  }

  /**
   * Gives back the places of those that are not over, and before which place they have begun, and forgets them. What falls on this very moment has not happened: whoever asks
   * is a fault, which comes first.
   */
  takeOut(w: World): { left: number[]; begun: number } {
    this.accountUntil(w, w.queue.clock[0] * (1 - Number.EPSILON))
    const begun = this.started
    const left: number[] = []
    for (let place = this.first; place < this.end; place++) {
      if (this.times[timesSize * place + ENDS] < Number.POSITIVE_INFINITY) left.push(place)
    }
    this.clear = false
    this.undisturbed = false
    this.aheadMs = 0
    this.first = 0
    this.started = 0
    this.arrived = 0
    this.begun = 0
    this.end = 0
    this.workers = 0
    return { left, begun }
  }

  /** Takes over a request that a worker is busy with until then, and that was counted so far. Before any that waits. */
  takeOver(w: World, visit: number, arrivedAt: number, endsAt: number): void {
    if (this.end === this.places) this.makeRoom(w)
    const { end } = this
    this.times[timesSize * end + ARRIVES] = arrivedAt
    this.times[timesSize * end + BEGINS] = arrivedAt
    this.times[timesSize * end + ENDS] = endsAt
    this.notes[notesSize * end + VISIT] = visit
    this.addWorker(end)
    this.end = end + 1
    this.arrived = this.end
    this.started = this.end
    this.begun = this.end
  }

  /** Takes over a request that waits, and that was counted so far. */
  takeOverWaiting(w: World, key: number, visit: number, arrivedAt: number): number {
    const place = this.admit(w, key, visit)
    this.times[timesSize * place + ARRIVES] = arrivedAt
    this.notes[notesSize * place + WAITED] = 1
    this.arrived = this.end
    return place
  }

  /** Counts those who have come until now. */
  accountArrivals(w: World): void {
    const { times, notes, isLeaf, direct, inSystem, end } = this
    const now = w.queue.clock[0]
    let { arrived } = this
    if (arrived === end || times[timesSize * arrived + ARRIVES] > now) return
    const before = arrived
    let ofDirect = 0
    let moment = 0
    let momentOfDirect = 0
    let momentOfWaiting = 0
    let waited = 0
    let longest = 0
    let highest = inSystem.now
    for (; arrived < end; arrived++) {
      const at = times[timesSize * arrived + ARRIVES]
      if (at > now) break
      moment += at
      const waiting = notes[notesSize * arrived + WAITED]
      if (waiting > 0) {
        waited++
        momentOfWaiting += at
        if (waiting > longest) longest = waiting
      }
      const crowd = isLeaf ? notes[notesSize * arrived + CROWD] : inSystem.now + 1 + arrived - before
      if (crowd > highest) highest = crowd
      if (notes[notesSize * arrived + VISIT] >= 0) continue
      ofDirect++
      momentOfDirect += at
    }
    this.arrived = arrived
    const count = arrived - before
    inSystem.shift(count, moment)
    inSystem.reach(highest)
    if (waited > 0) {
      this.queue.shift(waited, momentOfWaiting)
      this.queue.reach(longest)
    }
    w.replicas.load[this.replica] += count
    w.meter.offered.interval[this.component] += count - ofDirect
    if (direct === null || ofDirect === 0) return
    direct.inSystem.shift(ofDirect, momentOfDirect)
    direct.inSystem.reach(highest)
    direct.offered += ofDirect
    w.replicas.load[direct.replica] += ofDirect
  }

  private accountUntil(w: World, until: number): void {
    this.accountArrivals(w)
    this.accountStarts(w, until)
    this.accountEnds(w, until)
    if (this.first < this.end) return
    this.first = 0
    this.started = 0
    this.arrived = 0
    this.begun = 0
    this.end = 0
  }

  private accountStarts(w: World, until: number): void {
    const { times, notes, arrived, waiting } = this
    const now = w.queue.clock[0]
    let { started } = this
    const before = started
    let moment = 0
    let momentOfWaiting = 0
    let waited = 0
    for (; started < arrived; started++) {
      const at = times[timesSize * started + BEGINS]
      const hasWaited = notes[notesSize * started + WAITED] > 0
      // Who found a worker free has begun when it came.
      if (at > until && (at > now || hasWaited)) break
      moment += at
      waiting.record(at - times[timesSize * started + ARRIVES])
      if (!hasWaited) continue
      waited++
      momentOfWaiting += at
    }
    this.started = started
    this.busy.shift(started - before, moment)
    this.queue.shift(-waited, -momentOfWaiting)
    w.meter.waited.interval[this.component] += waited
  }

  private accountEnds(w: World, until: number): void {
    const { times, notes, started, isLeaf, direct, latency } = this
    let { first } = this
    let over = 0
    let ofDirect = 0
    let moment = 0
    let momentOfDirect = 0
    for (let place = first; place < started; place++) {
      const at = times[timesSize * place + ENDS]
      if (at > until) continue
      times[timesSize * place + ENDS] = Number.POSITIVE_INFINITY
      over++
      moment += at
      if (!isLeaf) continue
      const took = at - times[timesSize * place + ARRIVES]
      if (direct !== null && notes[notesSize * place + VISIT] < 0) {
        ofDirect++
        momentOfDirect += at
        direct.latency.record(took)
      } else latency.record(took)
    }
    while (first < started && times[timesSize * first + ENDS] === Number.POSITIVE_INFINITY) first++
    this.first = first
    this.busy.shift(-over, -moment)
    if (!isLeaf) return
    this.inSystem.shift(-over, -moment)
    w.replicas.load[this.replica] -= over
    if (direct === null || ofDirect === 0) return
    direct.inSystem.shift(-ofDirect, -momentOfDirect)
    w.replicas.load[direct.replica] -= ofDirect
  }

  /** Lets go what is over, and takes more room where that is not enough. */
  private makeRoom(w: World): void {
    if (!this.isAhead) this.account(w)
    const { times, notes } = this
    const started = this.started
    let kept = 0
    for (let place = this.first; place < started; place++) {
      if (times[timesSize * place + ENDS] === Number.POSITIVE_INFINITY) continue
      times.copyWithin(timesSize * kept, timesSize * place, timesSize * (place + 1))
      notes.copyWithin(notesSize * kept, notesSize * place, notesSize * (place + 1))
      kept++
    }
    // What has not begun is all there still.
    times.copyWithin(timesSize * kept, timesSize * started, timesSize * this.end)
    notes.copyWithin(notesSize * kept, notesSize * started, notesSize * this.end)
    this.started = kept
    this.begun = kept
    this.arrived += kept - started
    kept += this.end - started
    this.first = 0
    this.end = kept
    if (this.places >= usualPlaces && 2 * kept <= this.places) return
    this.places *= 2
    this.times = new Float64Array(timesSize * this.places)
    this.times.set(times)
    this.notes = new Int32Array(notesSize * this.places)
    this.notes.set(notes)
  }

  /** A worker who was free is busy until the request at this place ends. */
  private addWorker(place: number): void {
    if (this.workers === this.frees.length) {
      const larger = new Float64Array(2 * this.frees.length)
      larger.set(this.frees)
      this.frees = larger
    }
    const { frees } = this
    const at = this.times[timesSize * place + ENDS]
    let i = this.workers++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (frees[parent] <= at) break
      frees[i] = frees[parent]
      i = parent
    }
    frees[i] = at
  }

  /** The worker who is free first is busy until the request at this place ends. */
  private keepEarliest(place: number): void {
    this.sink(this.times[timesSize * place + ENDS], this.workers)
  }

  private dropEarliest(): void {
    const last = --this.workers
    if (last > 0) this.sink(this.frees[last], last)
  }

  private sink(at: number, size: number): void {
    const { frees } = this
    let i = 0
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && frees[child + 1] < frees[child]) child++
      if (at <= frees[child]) break
      frees[i] = frees[child]
      i = child
    }
    frees[i] = at
  }
}
