export const ABSENT = 0
export const STALE = 1
export const FRESH = 2

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
  private readonly staleMs: number
  /** The list is closed to a ring by one cell that is no key. */
  private readonly end: number

  constructor(keys: number, capacity: number, policy: 'lru' | 'fifo', ttlMs: number, sliding: boolean, staleMs = 0) {
    this.newer = new Int32Array(keys + 1)
    this.older = new Int32Array(keys + 1)
    this.expiresAt = new Float64Array(keys)
    this.capacity = capacity
    this.ttlMs = ttlMs
    this.renews = policy === 'lru'
    this.sliding = sliding
    this.staleMs = staleMs
    this.end = keys
    this.clear()
  }

  /** Whether the key is found now: FRESH, STALE for as long as that may still be given, or ABSENT. */
  find(key: number, now: number): number {
    const expiresAt = this.expiresAt[key]
    if (expiresAt === 0) return ABSENT
    if (expiresAt <= now) return expiresAt + this.staleMs > now ? STALE : ABSENT
    if (this.renews) this.makeNewest(key, true)
    if (this.sliding) this.expiresAt[key] = now + this.ttlMs
    return FRESH
  }

  /** The key was fetched. One that is there already keeps its time. */
  put(key: number, now: number): void {
    const holds = this.expiresAt[key] !== 0
    if (holds && this.expiresAt[key] > now) return
    if (!holds && this.held === this.capacity) this.drop(this.newer[this.end])
    if (!holds) this.held++
    this.expiresAt[key] = now + this.ttlMs
    this.makeNewest(key, holds)
  }

  /** Whether the key is found now; if not, it is put in at once. */
  lookup(key: number, now: number): boolean {
    if (this.find(key, now) === FRESH) return true
    this.put(key, now)
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
