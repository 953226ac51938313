/**
 * The CPU of one replica, shared by all requests that are worked on: with n of them and c cores each gets min(1, c/n) of a core
 * (egalitarian processor sharing; Kleinrock II, 1976, 4.4). Kept in virtual time, which passes at that speed: a request is done
 * when its work has passed since it began, so that only the earliest end has to be known.
 */
export class CpuShare {
  cores: number
  count = 0
  /** Of the end that is scheduled; another end makes it stale. */
  generation = 0
  /** Virtual time at real time `at`. */
  private virtual = 0
  private at = 0
  private frozen = false
  /** A binary heap of the virtual times at which requests end, and the requests. */
  private ends = new Float64Array(16)
  private visits = new Int32Array(16)

  constructor(cores: number) {
    this.cores = cores
  }

  add(visit: number, work: number, now: number): void {
    this.pass(now)
    if (this.count === this.ends.length) this.grow()
    this.siftUp(this.count++, this.virtual + work, visit)
  }

  /** Real time until the earliest request is done; Infinity: there is none, or the replica is frozen. */
  untilNext(now: number): number {
    this.pass(now)
    if (this.count === 0 || this.frozen) return Number.POSITIVE_INFINITY
    return Math.max(0, this.ends[0] - this.virtual) / this.speed()
  }

  /** The request that is done earliest, where there is one, and its work that is left; below 0: it was done before now. */
  next(now: number): { piece: number; left: number } {
    this.pass(now)
    return { piece: this.visits[0], left: this.ends[0] - this.virtual }
  }

  /** Takes out the request whose end is due now. */
  takeDone(now: number): number {
    this.pass(now)
    // Exactly at its end, whatever rounding says.
    this.virtual = this.ends[0]
    const visit = this.visits[0]
    const last = --this.count
    if (last > 0) this.siftDown(this.ends[last], this.visits[last])
    else this.virtual = 0
    return visit
  }

  /** Takes out a request that is not done. */
  remove(visit: number, now: number): void {
    this.pass(now)
    const i = this.visits.indexOf(visit)
    const last = --this.count
    if (this.count === 0) this.virtual = 0
    if (i === last) return
    const [end, moved] = [this.ends[last], this.visits[last]]
    if (i > 0 && this.ends[(i - 1) >> 1] > end) this.siftUp(i, end, moved)
    else this.siftDown(end, moved, i)
  }

  changeCores(cores: number, now: number): void {
    this.pass(now)
    this.cores = cores
  }

  freeze(frozen: boolean, now: number): void {
    this.pass(now)
    this.frozen = frozen
  }

  clear(): void {
    this.count = 0
    this.virtual = 0
    this.generation++
  }

  /** In thousandths of a core. */
  used(): number {
    return this.frozen ? 0 : Math.round(1000 * Math.min(this.count, this.cores))
  }

  private speed(): number {
    return this.count <= this.cores ? 1 : this.cores / this.count
  }

  private pass(now: number): void {
    if (this.count > 0 && !this.frozen) this.virtual += (now - this.at) * this.speed()
    this.at = now
  }

  private siftUp(from: number, end: number, visit: number): void {
    let i = from
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.ends[parent] <= end) break
      this.ends[i] = this.ends[parent]
      this.visits[i] = this.visits[parent]
      i = parent
    }
    this.ends[i] = end
    this.visits[i] = visit
  }

  private siftDown(end: number, visit: number, from = 0): void {
    let i = from
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.count) break
      if (child + 1 < this.count && this.ends[child + 1] < this.ends[child]) child++
      if (end <= this.ends[child]) break
      this.ends[i] = this.ends[child]
      this.visits[i] = this.visits[child]
      i = child
    }
    this.ends[i] = end
    this.visits[i] = visit
  }

  private grow(): void {
    const ends = new Float64Array(2 * this.ends.length)
    const visits = new Int32Array(ends.length)
    ends.set(this.ends)
    visits.set(this.visits)
    this.ends = ends
    this.visits = visits
  }
}
