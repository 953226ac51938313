import { isSteady } from '../../app/analysis/statistics/is-steady.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import { coarsestPrecision } from '../../app/run/precision.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'
import { replicateUntilKnown } from './replicate.ts'

/** Where an objective breaks its figure need not be known as well as elsewhere: latency rises steeply there. */
const coarser = 2

/**
 * Predictions that go on until their objectives are decided, or the figures of those that are not are known: each by itself where a
 * steady state is asked for, by repetitions otherwise. Without a precision they are as long as the scenario.
 */
export async function predictJudged(
  pool: PredictPool,
  requests: PredictRequest[],
  signal: StopSignal,
  onProgress: OnProgress = () => {},
): Promise<Result[]> {
  const asked = requests.map((request) =>
    request.precision === undefined
      ? request
      : { ...request, judges: true, precision: Math.min(coarsestPrecision, coarser * request.precision) },
  )
  const repeats = asked.some(
    ({ design, scenario, durationSeconds, precision }) =>
      precision !== undefined && !isSteady(design, scenarioOf(design, scenario, durationSeconds)),
  )
  if (!repeats) return pool.predictAll(asked, signal, onProgress)
  const results: Result[] = []
  for (const [i, request] of asked.entries()) {
    results.push(
      await replicateUntilKnown(pool, request, undefined, signal, (done, total) => onProgress(i + done / total, requests.length)),
    )
  }
  return results
}
