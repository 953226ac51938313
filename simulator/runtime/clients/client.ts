import type { TraceContext } from '../tracing/trace-context.ts'

/** What a call asks for. */
export interface Asked {
  journey: string
  /** One of the target's, where the design names any. */
  endpoint?: string | undefined
  /** Of a request that is sampled: what the callee is told. */
  trace?: TraceContext | undefined
}

/** How a call was answered: with all that was asked for, or with less; or it found nothing, and hears when that has been fetched. */
export type Answer = 'in full' | 'degraded' | { fill(): void }

/** One way to call a component. A call that does not succeed rejects with a short reason. */
export interface Client {
  /** `signal` aborts when the caller gives up; the callee may go on working. */
  call(asked: Asked, signal: AbortSignal): Promise<Answer>
}

/** The callee has answered, and not well. Any other error means that no answer came. */
export class AnsweredBadly extends Error {
  readonly status: number

  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}

/** Waits for a promise, but not longer than the caller has patience. */
export function orAbandoned<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error('the caller gave up waiting'))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
