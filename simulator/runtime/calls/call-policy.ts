import type { FailureReason } from '../../../app/design/call-policies.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'
import { CircuitBreaker, toBreakerRule } from '../../../app/run/circuit-breaker.ts'
import type { ProgramCall } from '../../../app/run/program.ts'
import { AnsweredBadly, type Asked, type Client } from '../clients/client.ts'
import type { Random } from '../measure/random.ts'
import { chooseEndpoint } from './choose-endpoint.ts'
import { RetryBudget } from './retry-budget.ts'

/** How a call, or all calls of a request, ended: what went wrong, or null; and whether something was done without. */
export interface Ended {
  failure: string | null
  /** What sort of failure it was. */
  reason?: FailureReason
  degraded: boolean
}

/** One call with everything the design says of it: time-out, retries with growing waits and a budget, circuit breaker. */
export class CallPolicy {
  readonly #call: ProgramCall
  readonly #client: Client
  readonly #random: Random
  readonly #breaker: CircuitBreaker | undefined
  readonly #budget: RetryBudget
  #retries = 0

  constructor(call: ProgramCall, client: Client, random: Random) {
    this.#call = call
    this.#client = client
    this.#random = random
    this.#breaker = call.breaker && new CircuitBreaker(toBreakerRule(call.breaker))
    this.#budget = new RetryBudget(call.retries)
  }

  async call(journey: string): Promise<Ended> {
    const attempts = this.#call.retries?.attempts ?? 0
    this.#budget.deposit()
    // Whatever becomes of the call, its retries ask for the same.
    const asked = { journey, endpoint: chooseEndpoint(this.#call, this.#random) }
    for (let attempt = 0; ; attempt += 1) {
      const ended = await this.#attempt(asked)
      if (ended.failure === null) this.#budget.succeed()
      if (ended.failure === null || attempt >= attempts || !this.#triesAgain(ended) || !this.#budget.withdraw()) return ended
      this.#retries += 1
      await new Promise((done) => setTimeout(done, this.#backoffMs(attempt)))
    }
  }

  takeRetries(): number {
    const retries = this.#retries
    this.#retries = 0
    return retries
  }

  async #attempt(asked: Asked): Promise<Ended> {
    const sentAt = performance.now()
    if (this.#breaker && !this.#breaker.admits(sentAt))
      return { failure: `the circuit breaker to ${this.#call.connection} is open`, reason: 'refused', degraded: false }
    const abandon = new AbortController()
    const { timeoutMs, connection } = this.#call
    const timer = timeoutMs === null ? undefined : setTimeout(() => abandon.abort(), timeoutMs)
    const ended = await this.#client.call(asked, abandon.signal).then(
      (answer): Ended => ({ failure: null, degraded: answer === 'degraded' }),
      (error: Error): Ended => ({
        reason: abandon.signal.aborted ? 'timeout' : reasonOf(error),
        failure: abandon.signal.aborted ? `${connection} did not answer within ${timeoutMs} ms` : `${connection}: ${error.message}`,
        degraded: false,
      }),
    )
    clearTimeout(timer)
    this.#breaker?.record(ended.failure === null, sentAt, performance.now())
    return ended
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

/** Of an error that a client rejects with. One that carries a status was answered; others never came through. */
function reasonOf(error: Error): FailureReason {
  if (!(error instanceof AnsweredBadly)) return 'unreachable'
  return error.status === 503 || error.status === 429 ? 'overloaded' : 'error'
}
