import type { ConnectionTable } from '../model/model.ts'

const slices = 10
/** Fewer calls than this in the window say too little to open on. */
export const fewestCalls = 10

/**
 * A circuit breaker of one connection (Nygard, "Release It!", 2007). Closed: it counts calls and failures over a window of ten
 * slices. Open: calls fail at once. When that time is over one call is let through as a probe: its success closes the
 * breaker, its failure opens it again.
 */
export class Breaker {
  private state: 'closed' | 'open' | 'probing' = 'closed'
  private openUntil = 0
  private probedAt = 0
  private slice = 0
  private readonly calls = new Int32Array(slices)
  private readonly failures = new Int32Array(slices)
  private readonly share: number
  private readonly sliceMs: number
  private readonly openForMs: number

  constructor(connections: ConnectionTable, connection: number) {
    this.share = connections.breakerFailures[connection]
    this.sliceMs = Math.max(connections.breakerWindow[connection] / slices, 1e-3)
    this.openForMs = connections.breakerOpenFor[connection]
  }

  /** Whether a call may be made now. */
  admits(now: number): boolean {
    if (this.state === 'closed') return true
    if (this.state === 'probing' || now < this.openUntil) return false
    this.state = 'probing'
    this.probedAt = now
    return true
  }

  /** Hears how a call that was admitted ended. While it probes, calls from before the probe say nothing new. */
  record(ok: boolean, sentAt: number, now: number): void {
    if (this.state === 'probing') {
      if (sentAt < this.probedAt) return
      if (ok) this.close()
      else this.open(now)
      return
    }
    if (this.state === 'open') return
    this.advance(now)
    const i = this.slice % slices
    this.calls[i]++
    if (ok) return
    this.failures[i]++
    const calls = this.calls.reduce((sum, n) => sum + n, 0)
    const failures = this.failures.reduce((sum, n) => sum + n, 0)
    if (calls >= fewestCalls && failures >= calls * this.share) this.open(now)
  }

  /** A probe whose caller is gone proves nothing; the next call probes again. */
  forget(sentAt: number): void {
    if (this.state === 'probing' && sentAt >= this.probedAt) this.state = 'open'
  }

  private open(now: number): void {
    this.state = 'open'
    this.openUntil = now + this.openForMs
  }

  private close(): void {
    this.state = 'closed'
    this.calls.fill(0)
    this.failures.fill(0)
  }

  /** Empties the slices that time has passed over since the last call. */
  private advance(now: number): void {
    const present = Math.floor(now / this.sliceMs)
    const steps = Math.min(present - this.slice, slices)
    for (let step = 1; step <= steps; step++) {
      const i = (present - steps + step) % slices
      this.calls[i] = 0
      this.failures[i] = 0
    }
    this.slice = present
  }
}
