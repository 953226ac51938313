import { Ascending } from './ascending.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import type { PlainCall } from './plain-call.ts'

const fewestRows = 8

/** A component of a network without feedback, and the requests at it. A row is one request, and the call that it came by. */
export class Stage {
  readonly component: number
  /** By which its requests come, and what becomes of them here; null: it is the source. */
  readonly call: PlainCall | null
  readonly station: ForeseenStation | null
  /** Whom it calls: side by side, one after another. */
  readonly steps: Stage[][] = []
  /** Requests that turn to each of these steps. */
  readonly turns: Ascending[] = []
  /** Ends of work, and requests that are over. */
  readonly ends = new Ascending()
  readonly done = new Ascending()
  /** The last so many that are over are not counted yet. */
  uncounted = 0
  sentAt = new Float64Array(fewestRows)
  arrivedAt = new Float64Array(fewestRows)
  keys = new Int32Array(fewestRows)
  journeys = new Int32Array(fewestRows)
  /** The row of the caller's stage. */
  callers = new Int32Array(fewestRows)
  /** Calls that are not answered, -1 where the row is free; then the next free row. */
  open = new Int32Array(fewestRows)
  next = new Int32Array(fewestRows)
  /** Number of its span in a trace; 0: not traced. */
  spans = new Int32Array(fewestRows)
  private top = 0
  private free = -1

  constructor(component: number, call: PlainCall | null, station: ForeseenStation | null) {
    this.component = component
    this.call = call
    this.station = station
  }

  take(): number {
    const row = this.free
    if (row >= 0) {
      this.free = this.next[row]
      return row
    }
    if (this.top === this.keys.length) this.grow()
    return this.top++
  }

  give(row: number): void {
    this.open[row] = -1
    this.next[row] = this.free
    this.free = row
  }

  /** A request is over. */
  end(time: number, row: number): void {
    this.done.push(time, row)
    this.uncounted++
  }

  /** Whether any request that was sent has waited for its answer for so long. */
  hasWaited(ms: number, now: number): boolean {
    for (let row = 0; row < this.top; row++) if (this.open[row] >= 0 && this.sentAt[row] + ms <= now) return true
    return false
  }

  private grow(): void {
    const size = 2 * this.keys.length
    this.sentAt = doubles(this.sentAt, size)
    this.arrivedAt = doubles(this.arrivedAt, size)
    this.keys = words(this.keys, size)
    this.journeys = words(this.journeys, size)
    this.callers = words(this.callers, size)
    this.open = words(this.open, size)
    this.next = words(this.next, size)
    this.spans = words(this.spans, size)
  }
}

function doubles(from: Float64Array, size: number) {
  const larger = new Float64Array(size)
  larger.set(from)
  return larger
}

function words(from: Int32Array, size: number) {
  const larger = new Int32Array(size)
  larger.set(from)
  return larger
}
