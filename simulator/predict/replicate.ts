import { isSteady } from '../../app/analysis/statistics/is-steady.ts'
import { lengthNeeded } from '../../app/analysis/statistics/length-needed.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { CountedResult, OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'
import { combineCounted, replicationSeed } from './predict-replications.ts'

/** Fewer tell nothing of their spread; more than so many, or than so much work, are made only where a person asks for them. */
const fewest = 5
const mostByDefault = 20
const mostEventsByDefault = 40e6

/**
 * Repeats the prediction of a scenario in which something happens until its figures are known within the precision that the request
 * asks for, or its objectives are decided, and no longer. `first`: the replication that was made already.
 */
export async function replicateUntilKnown(
  pool: PredictPool,
  request: PredictRequest,
  first: CountedResult | undefined,
  signal: StopSignal,
  onProgress: OnProgress = () => {},
): Promise<Result> {
  const startedAt = performance.now()
  const { precision = 0, judges = false } = request
  const done: CountedResult[] = first ? [first] : []
  let wanted = fewest
  let combined: Result | undefined
  for (;;) {
    const before = done.length
    const requests = Array.from({ length: wanted - before }, (_, i) => ({ ...request, seed: replicationSeed(request.seed, before + i) }))
    done.push(...(await pool.countAll(requests, signal, (part) => onProgress(before + part, wanted))))
    combined = combineCounted(request, done)
    const needed = lengthNeeded(combined, precision, judges)
    const counted = combined.statistics?.counted ?? 0
    if (needed <= counted) break
    const affordable = Math.floor(mostEventsByDefault / Math.max(1, combined.events / done.length))
    const next = Math.min(mostByDefault, affordable, Math.ceil((done.length * needed) / counted), 3 * done.length)
    if (next <= done.length) break
    wanted = Math.max(next, Math.min(mostByDefault, done.length + pool.size))
  }
  return { ...combined, wallSeconds: (performance.now() - startedAt) / 1000 }
}

/** Whether replications tell more of this request than one long run does. */
export function wantsReplications({ design, scenario, durationSeconds, precision }: PredictRequest): boolean {
  return precision !== undefined && !isSteady(design, scenarioOf(design, scenario, durationSeconds))
}
