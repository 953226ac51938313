import type { ProgramCall } from '../../../app/run/program.ts'
import { TokenBucket } from '../measure/token-bucket.ts'

/** What one request holds on to until it is over: connections within whose transactions it is, and how to give them back. */
export type Held = Map<Permits, () => void>

interface Waiting {
  grant: (has: boolean) => void
  timer: NodeJS.Timeout | undefined
}

/**
 * What a call needs before it may leave, in the order of the prediction: a token of the rate limit, a place in the bulkhead
 * (Nygard 2007), a connection of the pool.
 */
export class Permits {
  readonly #call: Pick<ProgramCall, 'connection' | 'bulkhead' | 'pool'>
  readonly #bucket: TokenBucket | undefined
  #inBulkhead = 0
  #inPool = 0
  readonly #waiting: Waiting[] = []

  constructor(call: Pick<ProgramCall, 'connection' | 'bulkhead' | 'pool' | 'rateLimit'>) {
    this.#call = call
    if (call.rateLimit) this.#bucket = new TokenBucket(call.rateLimit)
  }

  /** How to give back what it has got, or why it has got nothing. `nobodyWaits`: the call is wanted no more; absent: it always is. */
  async take(held: Held, nobodyWaits?: AbortSignal): Promise<(() => void) | string> {
    const { connection, bulkhead = Number.POSITIVE_INFINITY, pool } = this.#call
    if (this.#bucket && !this.#bucket.take(performance.now())) return `the caller's rate limit towards ${connection} is exceeded`
    if (this.#inBulkhead >= bulkhead) return `the bulkhead towards ${connection} is full`
    this.#inBulkhead += 1
    const leave = () => {
      this.#inBulkhead -= 1
    }
    if (!pool || (pool.transaction && held.has(this))) return leave
    if (!(await this.#connect(pool, nobodyWaits))) {
      leave()
      return `there was no free connection to ${connection}`
    }
    const giveBack = () => this.#handOver()
    if (!pool.transaction) {
      return () => {
        leave()
        giveBack()
      }
    }
    // Another call of the same request may have got one meanwhile; a request keeps one.
    if (held.has(this)) giveBack()
    else held.set(this, giveBack)
    return leave
  }

  async #connect({ size, queueLimit, timeoutMs }: NonNullable<ProgramCall['pool']>, nobodyWaits?: AbortSignal): Promise<boolean> {
    if (this.#waiting.length === 0 && this.#inPool < size) {
      this.#inPool += 1
      return true
    }
    if (this.#waiting.length >= (queueLimit ?? Number.POSITIVE_INFINITY)) return false
    return new Promise((resolve) => {
      const each: Waiting = {
        grant: (has) => {
          clearTimeout(each.timer)
          nobodyWaits?.removeEventListener('abort', leave)
          resolve(has)
        },
        timer: undefined,
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(each), 1)
        each.grant(false)
      }
      if (timeoutMs !== null) each.timer = setTimeout(leave, timeoutMs)
      nobodyWaits?.addEventListener('abort', leave)
      this.#waiting.push(each)
    })
  }

  /** The connection goes to the call that waits longest. */
  #handOver(): void {
    const next = this.#waiting.shift()
    if (next) next.grant(true)
    else this.#inPool -= 1
  }
}
