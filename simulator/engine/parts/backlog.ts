/**
 * The messages that a broker keeps in one queue, oldest first: each message's journey, when it was accepted, how often it was
 * delivered already, and the key of its chance.
 */
export class Backlog {
  length = 0
  private head = 0
  private mask = 63
  private journeys = new Int32Array(64)
  private receives = new Int32Array(64)
  private keys = new Int32Array(64)
  private times = new Float64Array(64)

  /** `_partition`: where there are several, the one it came from. */
  push(journey: number, acceptedAt: number, receives: number, key: number, _partition = -1): void {
    if (this.length > this.mask) this.grow()
    this.set((this.head + this.length++) & this.mask, journey, acceptedAt, receives, key)
  }

  /** Puts a message that was not acknowledged back where it came from. */
  putBack(journey: number, acceptedAt: number, receives: number, key: number, _partition = -1): void {
    if (this.length > this.mask) this.grow()
    this.head = (this.head - 1) & this.mask
    this.length++
    this.set(this.head, journey, acceptedAt, receives, key)
  }

  headJourney(): number {
    return this.journeys[this.head]
  }

  headTime(): number {
    return this.times[this.head]
  }

  headReceives(): number {
    return this.receives[this.head]
  }

  headKey(): number {
    return this.keys[this.head]
  }

  drop(): void {
    this.head = (this.head + 1) & this.mask
    this.length--
  }

  private set(i: number, journey: number, acceptedAt: number, receives: number, key: number): void {
    this.journeys[i] = journey
    this.times[i] = acceptedAt
    this.receives[i] = receives
    this.keys[i] = key
  }

  private grow(): void {
    const size = this.mask + 1
    const larger = {
      journeys: new Int32Array(2 * size),
      receives: new Int32Array(2 * size),
      keys: new Int32Array(2 * size),
      times: new Float64Array(2 * size),
    }
    for (let k = 0; k < size; k++) {
      const i = (this.head + k) & this.mask
      larger.journeys[k] = this.journeys[i]
      larger.receives[k] = this.receives[i]
      larger.keys[k] = this.keys[i]
      larger.times[k] = this.times[i]
    }
    this.journeys = larger.journeys
    this.receives = larger.receives
    this.keys = larger.keys
    this.times = larger.times
    this.head = 0
    this.mask = 2 * size - 1
  }
}
