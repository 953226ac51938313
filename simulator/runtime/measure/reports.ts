import type { SpanReport } from '../tracing/span-log.ts'
import type { HistogramDelta } from './histogram.ts'
import type { LevelDelta } from './level.ts'

/** What was measured in one interval (some 250 ms): always the difference to the interval before, so that reports add up. */

/** One drawn connection, as the mesh saw it. */
export interface EdgeReport {
  done: number
  failed: number
  inFlight: LevelDelta
  /** Of requests that were answered well, as in the prediction. */
  latency: HistogramDelta
}

/** What callers count that the mesh cannot see. */
export interface CallCounts {
  /** Attempts after the first, and attempts that were sent beside others. */
  retries: number
  hedged: number
  /** By the caller itself. */
  refused: number
}

/** One replica that is played by the stub runtime. */
export interface ServiceReport {
  done: number
  failed: number
  /** Answered, though not in full. */
  degraded: number
  /** Turned away because the line was full or a limit was reached; counted in `failed` too. */
  rejected: number
  /** Requests that waited for a worker. */
  waited: number
  /** Workers in use, or cores where requests share them. */
  busy: LevelDelta
  queue: LevelDelta
  inSystem: LevelDelta
  latency: HistogramDelta
  waiting: HistogramDelta
  /** By connection. */
  calls: Record<string, CallCounts>
}

export interface JourneyReport {
  offered: number
  done: number
  failed: number
  degraded: number
  /** Not sent because too many were in flight; counted in `failed` too. */
  dropped: number
  /** From the intended start. */
  latency: HistogramDelta
}

/** One load generator. */
export interface LoadReport {
  journeys: Record<string, JourneyReport>
  inFlight: LevelDelta
  /** How much later than intended requests were sent. */
  lateness: HistogramDelta
  calls: Record<string, CallCounts>
}

/** `spans`: of sampled requests, where there were any. */
export type ReplicaReport = ({ role: 'service'; service: ServiceReport } | { role: 'load'; load: LoadReport }) & { spans?: SpanReport[] }
