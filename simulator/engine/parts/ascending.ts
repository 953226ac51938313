/** Numbers in order of their times; where these are equal, as they came. Most come nearly in order, so that they sink from the end. */
export class Ascending {
  times = new Float64Array(8)
  rows = new Int32Array(8)
  /** The first that is left, and behind the last. */
  head = 0
  end = 0

  push(time: number, row: number): void {
    if (this.end === this.rows.length) this.makeRoom()
    const { times, rows, head } = this
    let i = this.end++
    for (; i > head && times[i - 1] > time; i--) {
      times[i] = times[i - 1]
      rows[i] = rows[i - 1]
    }
    times[i] = time
    rows[i] = row
  }

  private makeRoom(): void {
    const { times, rows, head } = this
    if (2 * head < rows.length) {
      this.times = new Float64Array(2 * times.length)
      this.rows = new Int32Array(2 * rows.length)
    }
    this.times.set(times.subarray(head, this.end))
    this.rows.set(rows.subarray(head, this.end))
    this.end -= head
    this.head = 0
  }
}
