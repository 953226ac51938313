import type { LoadProgram } from '../../../app/run/program.ts'
import type { Calls } from '../calls/calls.ts'
import type { Journal } from '../control/journal.ts'
import { createRandom, type Random } from '../measure/random.ts'
import type { SpanLog } from '../tracing/span-log.ts'
import { newTrace, type TraceContext } from '../tracing/trace-context.ts'
import { arrivalTimes } from './arrivals.ts'
import type { LoadCounters } from './load-counters.ts'
import { Users } from './users.ts'

/** Requests in flight at once; beyond it they are counted as failed and not sent. */
const mostInFlight = 5000
/** One request is followed each time that so long has passed, whatever the rate. */
const sampleEveryMs = 200

/**
 * Sends requests when they are due, whether or not earlier ones were answered (an open loop), and counts each from the moment
 * it was due: a system that stands still cannot stop the clock. Or lets users send theirs (a closed loop).
 */
export class Load {
  readonly #program: LoadProgram
  readonly #calls: Calls
  readonly #counters: LoadCounters
  readonly #journal: Journal
  #users: Users | undefined
  #inFlight = 0
  #going = false

  readonly #spans: SpanLog | undefined
  #startMs = 0
  #sampledMs = Number.NEGATIVE_INFINITY

  /** `spans`: where sampled requests are kept; absent: none is sampled. */
  constructor(program: LoadProgram, calls: Calls, counters: LoadCounters, journal: Journal, spans?: SpanLog) {
    this.#spans = spans
    this.#program = program
    this.#calls = calls
    this.#counters = counters
    this.#journal = journal
  }

  /** Begins now; a second call changes nothing. */
  go(): void {
    if (this.#going) return
    this.#going = true
    this.#startMs = performance.now()
    const { scale, seed, journeys, closed } = this.#program
    const chooseJourney = createChooser(journeys, createRandom(seed + 1))
    this.#journal.started('Sending requests.')
    if (closed) this.#users = new Users(closed, scale, createRandom(seed), () => this.#send(performance.now(), chooseJourney()))
    else this.#follow(arrivalTimes(this.#program, scale, createRandom(seed)), this.#startMs, chooseJourney)
  }

  halt(): void {
    this.#going = false
    this.#users?.stop()
  }

  #follow(times: Iterator<number, void>, startMs: number, chooseJourney: () => string): void {
    let next = times.next()
    const turn = () => {
      while (this.#going && !next.done) {
        const dueMs = startMs + next.value * 1000
        const leftMs = dueMs - performance.now()
        // A timer is good to a millisecond only, so the last one is waited for turn by turn.
        if (leftMs > 1.2) return void setTimeout(turn, Math.min(leftMs - 1.2, 1000))
        if (leftMs > 0) return void setImmediate(turn)
        void this.#send(dueMs, chooseJourney())
        next = times.next()
      }
    }
    turn()
  }

  async #send(dueMs: number, journey: string): Promise<void> {
    this.#counters.sent(journey, performance.now() - dueMs)
    if (this.#inFlight >= mostInFlight) return this.#counters.dropped(journey)
    this.#inFlight += 1
    const trace = this.#sample(dueMs)
    const { failure, degraded } = await this.#calls.make(journey, trace)
    if (trace) this.#keep(trace, journey, dueMs, failure)
    this.#inFlight -= 1
    this.#counters.ended(journey, performance.now() - dueMs, failure === null, degraded)
    if (failure !== null) this.#journal.failure(`${journey}: ${failure}`)
  }

  #sample(dueMs: number): TraceContext | undefined {
    if (!this.#spans || dueMs - this.#sampledMs < sampleEveryMs) return undefined
    this.#sampledMs = dueMs
    return newTrace()
  }

  #keep({ trace, span }: TraceContext, journey: string, dueMs: number, failure: string | null): void {
    const root = { journey, atMs: dueMs - this.#startMs }
    const error = failure === null ? {} : { error: failure }
    this.#spans?.add({ trace, span, parent: '', root, startMs: dueMs, endMs: performance.now(), ...error })
  }
}

function createChooser(journeys: Record<string, number>, random: Random): () => string {
  const entries = Object.entries(journeys)
  const total = entries.reduce((sum, [, share]) => sum + share, 0)
  return () => {
    let left = random() * total
    for (const [journey, share] of entries) {
      left -= share
      if (left < 0) return journey
    }
    return entries[0]?.[0] ?? 'default'
  }
}
