/** The distinct constant delays of a model; each has a lane in the event queue. */
export class LaneList {
  readonly delays: number[] = []

  /** The lane for this delay in milliseconds; -1 for delays that are none or endless. */
  laneOf(delayMs: number): number {
    if (!(delayMs > 0) || !Number.isFinite(delayMs)) return -1
    const known = this.delays.indexOf(delayMs)
    if (known >= 0) return known
    return this.delays.push(delayMs) - 1
  }
}
