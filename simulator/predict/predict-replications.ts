import { combineReplications } from '../../app/analysis/combine-replications.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

/** 2^32 divided by the golden ratio: seeds so far apart share no stream (Steele, Lea and Flood 2014, SplitMix). */
const stride = 0x9e3779b9

/** The seed of a replication; the first has the run's own, so that one replication is the plain prediction. */
export function replicationSeed(seed: number, replication: number): number {
  return (seed + Math.imul(replication, stride)) >>> 0
}

/**
 * So many predictions of one request that differ in nothing but chance, as one result with 95 % confidence intervals.
 * The result's `wallSeconds` is the time all of them took together.
 */
export async function predictReplications(
  pool: PredictPool,
  request: PredictRequest,
  count: number,
  signal: StopSignal,
  onProgress?: OnProgress,
): Promise<Result> {
  const startedAt = performance.now()
  const requests = Array.from({ length: count }, (_, i) => ({ ...request, seed: replicationSeed(request.seed, i) }))
  const results = await pool.predictAll(requests, signal, onProgress)
  const { objectives } = scenarioOf(request.design, request.scenario, request.durationSeconds)
  return { ...combineReplications(results, objectives), wallSeconds: (performance.now() - startedAt) / 1000 }
}
