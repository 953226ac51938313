import type { Breaker } from '../design/call-policies.ts'
import { toMilliseconds } from '../design/quantities.ts'

const slices = 10
/** Fewer calls than this in the window say too little to open on. */
export const fewestCalls = 10

/** A breaker of a design in numbers. Infinity: it does not open on that. */
export interface BreakerRule {
  /** Share of the window's calls that fail, and failures in a row, on which it opens. */
  share: number
  consecutive: number
  windowMs: number
  openForMs: number
  probes: number
}

export function toBreakerRule(breaker: Breaker): BreakerRule {
  return {
    share: breaker.failures ?? Number.POSITIVE_INFINITY,
    consecutive: breaker.consecutive ?? Number.POSITIVE_INFINITY,
    windowMs: breaker.window === undefined ? 0 : toMilliseconds(breaker.window),
    openForMs: toMilliseconds(breaker.openFor),
    probes: breaker.probes ?? 1,
  }
}

/**
 * The circuit breaker of one connection, the same in the prediction and in stubs (Nygard, "Release It!", 2007). Closed: it counts
 * calls and failures over a window of ten slices, or failures in a row. Open: calls fail at once. When that time is over so many
 * calls are let through as probes: when all have succeeded the breaker closes, the first that fails opens it again. Times are
 * milliseconds of a clock that never goes back.
 */
export class CircuitBreaker {
  private state: 'closed' | 'open' | 'probing' = 'closed'
  private openUntil = 0
  private probedAt = 0
  /** Probes under way, and probes that succeeded. */
  private probing = 0
  private passed = 0
  private inRow = 0
  private slice = 0
  private readonly calls = new Int32Array(slices)
  private readonly failures = new Int32Array(slices)
  private readonly share: number
  private readonly consecutive: number
  private readonly sliceMs: number
  private readonly openForMs: number
  private readonly probes: number

  constructor({ share, consecutive, windowMs, openForMs, probes }: BreakerRule) {
    this.share = share
    this.consecutive = consecutive
    this.sliceMs = Math.max(windowMs / slices, 1e-3)
    this.openForMs = openForMs
    this.probes = probes
  }

  /** Whether a call may be made now. */
  admits(now: number): boolean {
    if (this.state === 'closed') return true
    if (this.state === 'open') {
      if (now < this.openUntil) return false
      this.state = 'probing'
      this.probedAt = now
      this.probing = 0
      this.passed = 0
    }
    if (this.probing + this.passed >= this.probes) return false
    this.probing++
    return true
  }

  /** Hears how a call that was admitted ended. While it probes, calls from before the probes say nothing new. */
  record(ok: boolean, sentAt: number, now: number): void {
    if (this.state === 'probing') {
      if (sentAt < this.probedAt) return
      this.probing--
      if (!ok) this.open(now)
      else if (++this.passed >= this.probes) this.close()
      return
    }
    if (this.state === 'open') return
    this.inRow = ok ? 0 : this.inRow + 1
    if (this.inRow >= this.consecutive) this.open(now)
    else if (this.share < Number.POSITIVE_INFINITY) this.count(ok, now)
  }

  /** A probe that came to nothing proves nothing; another call probes instead. */
  forget(sentAt: number): void {
    if (this.state === 'probing' && sentAt >= this.probedAt) this.probing--
  }

  private count(ok: boolean, now: number): void {
    this.advance(now)
    const i = this.slice % slices
    this.calls[i] = (this.calls[i] ?? 0) + 1
    if (ok) return
    this.failures[i] = (this.failures[i] ?? 0) + 1
    const calls = this.calls.reduce((sum, n) => sum + n, 0)
    const failures = this.failures.reduce((sum, n) => sum + n, 0)
    if (calls >= fewestCalls && failures >= calls * this.share) this.open(now)
  }

  private open(now: number): void {
    this.state = 'open'
    this.openUntil = now + this.openForMs
  }

  private close(): void {
    this.state = 'closed'
    this.inRow = 0
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
