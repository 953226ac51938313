/** The lanes that a model needs in the event queue: one for each distinct constant delay, and some for one event at a time. */
export class LaneList {
  /** Milliseconds; not a number where the lane holds one event at a time. */
  readonly delays: number[] = []

  /** The lane for this delay in milliseconds; -1 for delays that are none or endless. */
  laneOf(delayMs: number): number {
    if (!(delayMs > 0) || !Number.isFinite(delayMs)) return -1
    const known = this.delays.indexOf(delayMs)
    if (known >= 0) return known
    return this.delays.push(delayMs) - 1
  }

  /** A lane for something of which only one is ever scheduled. */
  lone(): number {
    return this.delays.push(Number.NaN) - 1
  }
}
