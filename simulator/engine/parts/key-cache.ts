/**
 * A cache of so many keys. Those it holds form a list from the newest to the one that leaves first; for `lru` a hit makes a key
 * the newest, for `fifo` it stays where it is. A key whose time to live is over is a miss, and is put in anew; where that time is
 * `sliding`, each hit begins it anew.
 */
export class KeyCache {
  private readonly newer: Int32Array
  private readonly older: Int32Array
  /** When a held key is forgotten; 0: not held. */
  private readonly expiresAt: Float64Array
  private held = 0
  private readonly capacity: number
  private readonly ttlMs: number
  private readonly renews: boolean
  private readonly sliding: boolean
  /** The list is closed to a ring by one cell that is no key. */
  private readonly end: number

  constructor(keys: number, capacity: number, policy: 'lru' | 'fifo', ttlMs: number, sliding: boolean) {
    this.newer = new Int32Array(keys + 1)
    this.older = new Int32Array(keys + 1)
    this.expiresAt = new Float64Array(keys)
    this.capacity = capacity
    this.ttlMs = ttlMs
    this.renews = policy === 'lru'
    this.sliding = sliding
    this.end = keys
    this.clear()
  }

  /** Whether the key is found now; if not, it is put in. */
  lookup(key: number, now: number): boolean {
    const holds = this.expiresAt[key] !== 0
    if (holds && this.expiresAt[key] > now) {
      if (this.renews) this.makeNewest(key, true)
      if (this.sliding) this.expiresAt[key] = now + this.ttlMs
      return true
    }
    if (!holds && this.held === this.capacity) this.drop(this.newer[this.end])
    if (!holds) this.held++
    this.expiresAt[key] = now + this.ttlMs
    this.makeNewest(key, holds)
    return false
  }

  clear(): void {
    this.held = 0
    this.expiresAt.fill(0)
    this.newer[this.end] = this.end
    this.older[this.end] = this.end
  }

  private makeNewest(key: number, listed: boolean): void {
    if (listed) this.unlink(key)
    const newest = this.older[this.end]
    this.older[key] = newest
    this.newer[newest] = key
    this.newer[key] = this.end
    this.older[this.end] = key
  }

  private drop(key: number): void {
    this.unlink(key)
    this.expiresAt[key] = 0
    this.held--
  }

  private unlink(key: number): void {
    this.newer[this.older[key]] = this.newer[key]
    this.older[this.newer[key]] = this.older[key]
  }
}
