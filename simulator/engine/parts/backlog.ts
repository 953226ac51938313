/** The messages that a broker keeps for one consumer, oldest first: each message's journey and when it was accepted. */
export class Backlog {
  length = 0
  private head = 0
  private mask = 63
  private journeys = new Int32Array(64)
  private times = new Float64Array(64)

  push(journey: number, acceptedAt: number): void {
    if (this.length > this.mask) this.grow()
    const i = (this.head + this.length++) & this.mask
    this.journeys[i] = journey
    this.times[i] = acceptedAt
  }

  /** Puts a message that was not acknowledged back where it came from. */
  putBack(journey: number, acceptedAt: number): void {
    if (this.length > this.mask) this.grow()
    this.head = (this.head - 1) & this.mask
    this.length++
    this.journeys[this.head] = journey
    this.times[this.head] = acceptedAt
  }

  headJourney(): number {
    return this.journeys[this.head]
  }

  headTime(): number {
    return this.times[this.head]
  }

  drop(): void {
    this.head = (this.head + 1) & this.mask
    this.length--
  }

  private grow(): void {
    const size = this.mask + 1
    const journeys = new Int32Array(2 * size)
    const times = new Float64Array(2 * size)
    for (let k = 0; k < size; k++) {
      journeys[k] = this.journeys[(this.head + k) & this.mask]
      times[k] = this.times[(this.head + k) & this.mask]
    }
    this.journeys = journeys
    this.times = times
    this.head = 0
    this.mask = 2 * size - 1
  }
}
