import type { FailureReason } from '../../../app/design/call-policies.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'
import { CircuitBreaker, toBreakerRule } from '../../../app/run/circuit-breaker.ts'
import type { ProgramCall } from '../../../app/run/program.ts'
import { AnsweredBadly, type Asked, type Client } from '../clients/client.ts'
import type { Random } from '../measure/random.ts'
import type { CallCounts } from '../measure/reports.ts'
import { type OpenSpan, openSpan, type SpanLog } from '../tracing/span-log.ts'
import type { TraceContext } from '../tracing/trace-context.ts'
import { chooseEndpoint } from './choose-endpoint.ts'
import { hedged } from './hedged.ts'
import { type Held, Permits } from './permits.ts'
import { RetryBudget } from './retry-budget.ts'

/** How a call, or all calls of a request, ended: what went wrong, or null; and whether something was done without. */
export interface Ended {
  failure: string | null
  /** What sort of failure it was. */
  reason?: FailureReason
  degraded: boolean
  /** A lookup that found nothing; to be called when that has been fetched. */
  fill?: () => void
}

/** One call with everything the design says of it: limits, time-out, retries with growing waits and a budget, hedging, circuit breaker. */
export class CallPolicy {
  readonly #call: ProgramCall
  readonly #client: Client
  readonly #random: Random
  readonly #breaker: CircuitBreaker | undefined
  readonly #budget: RetryBudget
  readonly #permits: Permits | undefined
  readonly #spans: SpanLog | undefined
  /** There is no address for whom it calls. */
  unresolved = false
  #counts = noCounts()

  constructor(call: ProgramCall, client: Client, random: Random, spans?: SpanLog) {
    this.#spans = spans
    this.#call = call
    this.#client = client
    this.#random = random
    this.#breaker = call.breaker && new CircuitBreaker(toBreakerRule(call.breaker))
    this.#budget = new RetryBudget(call.retries)
    if (call.rateLimit || call.bulkhead !== undefined || call.pool) this.#permits = new Permits(call)
  }

  /** `held`: of the request that makes the call; `trace`: it is sampled. */
  async call(journey: string, held: Held, trace?: TraceContext): Promise<Ended> {
    const attempts = this.#call.retries?.attempts ?? 0
    this.#budget.deposit()
    // Whatever becomes of the call, its retries ask for the same.
    const asked = { journey, endpoint: chooseEndpoint(this.#call, this.#random), trace }
    for (let attempt = 0; ; attempt += 1) {
      const ended = await this.#try(asked, held, attempt > 0)
      if (ended.failure === null) this.#budget.succeed()
      if (ended.failure === null || attempt >= attempts || !this.#triesAgain(ended) || !this.#budget.withdraw()) return ended
      await new Promise((done) => setTimeout(done, this.#backoffMs(attempt)))
    }
  }

  /** What was counted since the last call; undefined: nothing. */
  takeCounts(): CallCounts | undefined {
    const counts = this.#counts
    if (counts.retries + counts.hedged + counts.refused === 0) return undefined
    this.#counts = noCounts()
    return counts
  }

  #try(asked: Asked, held: Held, isRetry: boolean): Promise<Ended> {
    const { hedge } = this.#call
    const retried = () => {
      if (isRetry) this.#counts.retries += 1
    }
    if (!hedge) return this.#traced(asked, (own, span) => this.#attempt(own, held, span, retried))
    return hedged(
      hedge,
      (onLeft, nobodyWaits, isHedge) => {
        if (isHedge) this.#counts.hedged += 1
        const left = () => {
          if (!isHedge) retried()
          onLeft()
        }
        return this.#traced(asked, (own, span) => this.#attempt(own, held, span, left, nobodyWaits))
      },
      ({ failure }) => failure === null,
    )
  }

  /** Each attempt is a call of its own in the trace of a request that is sampled. */
  async #traced(asked: Asked, attempt: (asked: Asked, span: OpenSpan | undefined) => Promise<Ended>): Promise<Ended> {
    if (!asked.trace) return attempt(asked, undefined)
    const span = openSpan(this.#spans, asked.trace, this.#call.connection)
    const ended = await attempt({ ...asked, trace: span.context }, span)
    span.end(ended.failure)
    return ended
  }

  async #attempt(asked: Asked, held: Held, span: OpenSpan | undefined, onLeft: () => void, nobodyWaits?: AbortSignal): Promise<Ended> {
    const sentAt = performance.now()
    if (this.#breaker && !this.#breaker.admits(sentAt)) return this.#refuse(`the circuit breaker to ${this.#call.connection} is open`)
    const permit = await this.#permits?.take(held, nobodyWaits)
    if (nobodyWaits?.aborted || typeof permit === 'string') {
      if (typeof permit === 'function') permit()
      this.#breaker?.forget(sentAt)
      return nobodyWaits?.aborted ? unwanted : this.#refuse(String(permit))
    }
    let waited = true
    const giveUp = () => {
      waited = false
      permit?.()
      this.#breaker?.forget(sentAt)
    }
    nobodyWaits?.addEventListener('abort', giveUp, { once: true })
    onLeft()
    span?.leave()
    const ended = await this.#send(asked)
    nobodyWaits?.removeEventListener('abort', giveUp)
    if (!waited) return ended
    permit?.()
    this.#breaker?.record(ended.failure === null, sentAt, performance.now())
    return ended
  }

  async #send(asked: Asked): Promise<Ended> {
    const abandon = new AbortController()
    const { timeoutMs, connection } = this.#call
    if (this.unresolved) return { reason: 'unreachable', failure: `${connection}: ENOTFOUND`, degraded: false }
    const timer = timeoutMs === null ? undefined : setTimeout(() => abandon.abort(), timeoutMs)
    const ended = await this.#client.call(asked, abandon.signal).then(
      (answer): Ended => ({ failure: null, degraded: answer === 'degraded', ...(typeof answer === 'string' ? {} : answer) }),
      (error: Error): Ended => ({
        reason: abandon.signal.aborted ? 'timeout' : reasonOf(error),
        failure: abandon.signal.aborted ? `${connection} did not answer within ${timeoutMs} ms` : `${connection}: ${error.message}`,
        degraded: false,
      }),
    )
    clearTimeout(timer)
    return ended
  }

  /** The caller does not even send it. */
  #refuse(failure: string): Ended {
    this.#counts.refused += 1
    return { failure, reason: 'refused', degraded: false }
  }

  #triesAgain({ reason = 'error' }: Ended): boolean {
    return this.#call.retries?.on?.includes(reason) ?? true
  }

  /** Grows with each attempt, up to the longest; with jitter any part of it ("full jitter"). */
  #backoffMs(attempt: number): number {
    const { backoff, backoffFactor = 2, maxBackoff, jitter } = this.#call.retries ?? {}
    const grown = backoff === undefined ? 0 : toMilliseconds(backoff) * Math.min(backoffFactor ** attempt, Number.MAX_VALUE)
    const longest = maxBackoff === undefined ? grown : Math.min(grown, toMilliseconds(maxBackoff))
    return jitter ? longest * this.#random() : longest
  }
}

const unwanted: Ended = { failure: 'nobody waits for it', reason: 'refused', degraded: false }

function noCounts(): CallCounts {
  return { retries: 0, hedged: 0, refused: 0 }
}

/** Of an error that a client rejects with. One that carries a status was answered; others never came through. */
function reasonOf(error: Error): FailureReason {
  if (!(error instanceof AnsweredBadly)) return 'unreachable'
  return error.status === 503 || error.status === 429 ? 'overloaded' : 'error'
}
