import type { ServiceProgram } from '../../../app/run/program.ts'
import { Limiter } from '../../engine/parts/adaptive-limit.ts'
import { Histogram } from '../measure/histogram.ts'
import { Level } from '../measure/level.ts'
import type { Random } from '../measure/random.ts'
import type { CallCounts, ServiceReport } from '../measure/reports.ts'
import { TokenBucket } from '../measure/token-bucket.ts'
import { createLine, type Line } from './line.ts'

/** Workers and the line in front of them, as the prediction engine's station has them. */
export class Station {
  readonly #concurrency: number
  readonly #queueLimit: number
  readonly #line: Line
  readonly #blocks: boolean
  /** Who found the queue full, first come, first let in; they are no part of it. */
  readonly #outside: (() => void)[] = []
  readonly #bucket: TokenBucket | undefined
  readonly #limiter: Limiter | undefined
  readonly #busy = new Level()
  readonly #cores: Level | undefined
  readonly #queued = new Level()
  readonly #inSystem = new Level()
  readonly #latency = new Histogram()
  readonly #waiting = new Histogram()
  #done = 0
  #failed = 0
  #degraded = 0
  #rejected = 0
  #waited = 0

  constructor({ concurrency, queueLimit, serving = {} }: Pick<ServiceProgram, 'concurrency' | 'queueLimit' | 'serving'>, random: Random) {
    this.#concurrency = concurrency ?? Number.POSITIVE_INFINITY
    this.#queueLimit = queueLimit ?? Number.POSITIVE_INFINITY
    this.#line = createLine(serving, random)
    this.#blocks = serving.blocks === true
    const { cores, rateLimit, adaptive } = serving
    if (cores !== undefined) this.#cores = new Level()
    if (rateLimit) this.#bucket = new TokenBucket(rateLimit)
    if (adaptive) {
      const limiter = new Limiter(adaptive)
      this.#limiter = limiter
      setInterval(() => limiter.look(performance.now()), adaptive.windowMs).unref()
    }
  }

  /** Whether the rate limit turns away who has just come; asked once of each, before who finds the queue full waits for room. */
  isLimited(): boolean {
    return this.#bucket !== undefined && !this.#bucket.take(performance.now())
  }

  /**
   * Where who finds the queue full waits before it: until there may be room again, for who comes or is back. Absent: there is room, or
   * nobody waits here, and the request has arrived.
   */
  outside(isBack: boolean): Promise<void> | undefined {
    if (!this.#blocks || (!this.#isFull() && (isBack || this.#outside.length === 0))) return undefined
    // Who was let in and found it full again keeps its place.
    return new Promise((letIn) => (isBack ? this.#outside.unshift(letIn) : this.#outside.push(letIn)))
  }

  #isFull(): boolean {
    return this.#busy.now >= this.#concurrency && this.#line.length >= this.#queueLimit
  }

  #letNextIn(): void {
    if (this.#outside.length > 0 && !this.#isFull()) this.#outside.shift()?.()
  }

  /** Takes a worker as soon as one is free, or says why there is none for this request, which is being counted. */
  async enter(journey = 'default'): Promise<'taken' | 'rejected' | 'out of patience'> {
    if (this.#limiter && !this.#limiter.admits(this.#inSystem.now - 1)) return 'rejected'
    const mustWait = this.#busy.now >= this.#concurrency
    if (this.#isFull()) return 'rejected'
    if (!mustWait) {
      this.#busy.change(1)
      this.#waiting.record(0)
      this.#letNextIn()
      return 'taken'
    }
    const since = performance.now()
    this.#waited += 1
    this.#queued.change(1)
    const joined = this.#line.join(journey)
    this.#letNextIn()
    const itsTurn = await joined
    this.#waiting.record(performance.now() - since)
    if (itsTurn) return 'taken'
    this.#queued.change(-1)
    this.#letNextIn()
    return 'out of patience'
  }

  /** Gives the worker back; who is next in line has it then. */
  leave(): void {
    if (this.#line.next()) this.#queued.change(-1)
    else this.#busy.change(-1)
    this.#letNextIn()
  }

  /** So many cores are in use from now on, where requests share them. */
  uses(cores: number): void {
    this.#cores?.change(cores - this.#cores.now)
  }

  /** Runs the handling of one request and counts it from arrival to answer. */
  async count(handle: () => Promise<Outcome>): Promise<Outcome> {
    const arrived = performance.now()
    this.#inSystem.change(1)
    const outcome = await handle().catch((): Outcome => 'failed')
    this.#inSystem.change(-1)
    this.#done += 1
    if (outcome === 'degraded') this.#degraded += 1
    const tookMs = performance.now() - arrived
    if (outcome === 'ok' || outcome === 'degraded') {
      this.#latency.record(tookMs)
      this.#limiter?.answered(tookMs)
    } else this.#failed += 1
    if (outcome === 'rejected' || outcome === 'limited') this.#rejected += 1
    return outcome
  }

  take(calls: Record<string, CallCounts>): ServiceReport {
    const report = {
      done: this.#done,
      failed: this.#failed,
      degraded: this.#degraded,
      rejected: this.#rejected,
      waited: this.#waited,
      busy: (this.#cores ?? this.#busy).take(),
      queue: this.#queued.take(),
      inSystem: this.#inSystem.take(),
      latency: this.#latency.take(),
      waiting: this.#waiting.take(),
      calls,
    }
    this.#done = 0
    this.#failed = 0
    this.#degraded = 0
    this.#rejected = 0
    this.#waited = 0
    return report
  }
}

/**
 * How the handling of one request ended: answered in full or without something, turned away before work, by a full line or a rate
 * limit, left the line, failed by itself, or failed by a call it made.
 */
export type Outcome = 'ok' | 'degraded' | 'rejected' | 'limited' | 'out of patience' | 'failed' | 'call failed'
