/** How many doubles an event takes: its time, then its order and kind, then what it carries. */
const stride = 3

/** A ring of events that fall due in the order in which they were scheduled, because all have the same delay. */
export class Lane {
  length = 0
  private head = 0
  private size = 8
  private doubles = new Float64Array(8 * stride)
  private words = new Int32Array(this.doubles.buffer)

  push(time: number, order: number, kind: number, first: number, second: number): void {
    if (this.length === this.size) this.grow()
    const i = ((this.head + this.length++) & (this.size - 1)) * stride
    const words = this.words
    this.doubles[i] = time
    words[2 * i + 2] = order
    words[2 * i + 3] = kind
    words[2 * i + 4] = first
    words[2 * i + 5] = second
  }

  drop(): void {
    this.head = (this.head + 1) & (this.size - 1)
    this.length--
  }

  /** Of the event at the head. */
  time(): number {
    return this.doubles[this.head * stride]
  }

  order(): number {
    return this.words[2 * stride * this.head + 2]
  }

  kind(): number {
    return this.words[2 * stride * this.head + 3]
  }

  first(): number {
    return this.words[2 * stride * this.head + 4]
  }

  second(): number {
    return this.words[2 * stride * this.head + 5]
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.doubles.length)
    const cut = this.head * stride
    larger.set(this.doubles.subarray(cut))
    larger.set(this.doubles.subarray(0, cut), this.doubles.length - cut)
    this.doubles = larger
    this.words = new Int32Array(larger.buffer)
    this.head = 0
    this.size *= 2
  }
}
