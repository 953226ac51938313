/** A ring of events that fall due in the order in which they were scheduled, because all have the same delay. */
export class Lane {
  length = 0
  private head = 0
  private mask = 63
  private times = new Float64Array(64)
  private orders = new Int32Array(64)
  /** Kind, first and second for each event. */
  private payloads = new Int32Array(3 * 64)
  private readonly epochs: () => Int32Array

  constructor(epochs: () => Int32Array) {
    this.epochs = epochs
  }

  /** True when the event became the lane's head. */
  push(time: number, order: number, kind: number, first: number, second: number): boolean {
    if (this.length > this.mask) this.grow()
    const i = (this.head + this.length) & this.mask
    this.times[i] = time
    this.orders[i] = order
    this.payloads[3 * i] = kind
    this.payloads[3 * i + 1] = first
    this.payloads[3 * i + 2] = second
    return this.length++ === 0
  }

  headTime(): number {
    return this.times[this.head]
  }

  headOrder(): number {
    return this.orders[this.head]
  }

  take(payload: Int32Array): number {
    const i = this.head
    payload[0] = this.payloads[3 * i + 1]
    payload[1] = this.payloads[3 * i + 2]
    this.head = (i + 1) & this.mask
    this.length--
    return this.payloads[3 * i]
  }

  /** Drops timeouts at the head whose call has ended: most of them, so that a timer costs next to nothing. */
  dropStale(): void {
    const epochs = this.epochs()
    while (this.length > 0 && epochs[this.payloads[3 * this.head + 1]] !== this.payloads[3 * this.head + 2]) {
      this.head = (this.head + 1) & this.mask
      this.length--
    }
  }

  private grow(): void {
    const size = this.mask + 1
    const times = new Float64Array(2 * size)
    const orders = new Int32Array(2 * size)
    const payloads = new Int32Array(6 * size)
    for (let k = 0; k < size; k++) {
      const i = (this.head + k) & this.mask
      times[k] = this.times[i]
      orders[k] = this.orders[i]
      for (let p = 0; p < 3; p++) payloads[3 * k + p] = this.payloads[3 * i + p]
    }
    this.times = times
    this.orders = orders
    this.payloads = payloads
    this.head = 0
    this.mask = 2 * size - 1
  }
}
