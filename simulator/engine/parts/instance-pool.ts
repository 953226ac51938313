/**
 * The instances of a function. A request goes to the one with room that was given back last, so that the others grow cold; where
 * none has room, one is started. An instance that has been idle for as long as it is kept warm is gone, and its start-up is paid
 * again. Provisioned instances never go.
 */
export class InstancePool {
  /** Instances that are there. */
  count = 0
  /** When the next may have been idle for long enough; Infinity: none is idle. */
  nextGone = Number.POSITIVE_INFINITY
  private readonly perInstance: number
  private readonly provisioned: number
  private readonly keepWarmMs: number
  /** By instance: requests on it, since when it has been idle, and when its start-up is over. */
  private active = new Int32Array(16)
  private idleSince = new Float64Array(16)
  private readyAt = new Float64Array(16)
  /** Instances with room, the one given back last at the end; and numbers of instances that are gone. */
  private free: number[] = []
  private gone: number[] = []
  private top = 0

  constructor(perInstance: number, provisioned: number, keepWarmMs: number) {
    this.perInstance = perInstance
    this.provisioned = provisioned
    this.keepWarmMs = keepWarmMs
    this.clear()
  }

  /** All are gone, but for the provisioned ones, which begin anew. */
  clear(): void {
    this.top = this.provisioned
    this.count = this.provisioned
    this.nextGone = Number.POSITIVE_INFINITY
    while (this.active.length < this.top) this.grow()
    this.active.fill(0)
    this.readyAt.fill(0)
    this.gone = []
    this.free = Array.from({ length: this.provisioned }, (_, i) => i)
  }

  /** Whether an instance that is there can take a request. */
  get hasRoom(): boolean {
    return this.free.length > 0
  }

  /** Puts a request on an instance with room; -1: one has to be started. */
  takeWarm(): number {
    if (this.free.length === 0) return -1
    const instance = this.free[this.free.length - 1]
    if (++this.active[instance] === this.perInstance) this.free.pop()
    return instance
  }

  /** A new instance with one request on it, which serves after so many milliseconds. */
  start(now: number, startupMs: number): number {
    const instance = this.gone.pop() ?? this.top++
    if (instance >= this.active.length) this.grow()
    this.count++
    this.active[instance] = 1
    this.readyAt[instance] = now + startupMs
    if (this.perInstance > 1) this.free.push(instance)
    return instance
  }

  /** Milliseconds until the instance has started up; 0: it has. */
  startsIn(instance: number, now: number): number {
    return Math.max(0, this.readyAt[instance] - now)
  }

  giveBack(instance: number, now: number): void {
    if (this.active[instance]-- === this.perInstance) this.free.push(instance)
    if (this.active[instance] > 0) return
    this.idleSince[instance] = now
    if (instance >= this.provisioned) this.nextGone = Math.min(this.nextGone, now + this.keepWarmMs)
  }

  /** Lets go of those that have been idle for long enough. */
  retire(now: number): void {
    this.nextGone = Number.POSITIVE_INFINITY
    this.free = this.free.filter((instance) => {
      if (instance < this.provisioned || this.active[instance] > 0) return true
      const goneAt = this.idleSince[instance] + this.keepWarmMs
      if (goneAt <= now) {
        this.gone.push(instance)
        this.count--
        return false
      }
      this.nextGone = Math.min(this.nextGone, goneAt)
      return true
    })
  }

  private grow(): void {
    const size = this.active.length * 2
    this.active = larger(this.active, new Int32Array(size))
    this.idleSince = larger(this.idleSince, new Float64Array(size))
    this.readyAt = larger(this.readyAt, new Float64Array(size))
  }
}

function larger<T extends Int32Array | Float64Array>(column: T, empty: T): T {
  empty.set(column)
  return empty
}
