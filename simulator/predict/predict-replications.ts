import { combineReplications } from '../../app/analysis/combine-replications.ts'
import { assess } from '../../app/analysis/statistics/assess.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import type { Result, Statistics } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { CountedResult, OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

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
  // All of them together are to be as precise as one would be.
  const each = request.precision === undefined ? {} : { precision: request.precision * Math.sqrt(count) }
  const requests = Array.from({ length: count }, (_, i) => ({ ...request, ...each, seed: replicationSeed(request.seed, i) }))
  const counted = await pool.countAll(requests, signal, onProgress)
  return { ...combineCounted(request, counted), wallSeconds: (performance.now() - startedAt) / 1000 }
}

/** Replications as one result, from what each counted. */
export function combineCounted(request: PredictRequest, counted: CountedResult[]): Result {
  const scenario = scenarioOf(request.design, request.scenario, request.durationSeconds)
  const combined = combineReplications(
    counted.map(({ result }) => result),
    scenario.objectives,
  )
  const all = counted.map(({ counts }) => counts)
  const assessed = assess(request.design, scenario, combined, {
    tallies: all.flatMap(({ tallies }) => tallies),
    from: Math.max(...all.map(({ from }) => from)),
    counted: all.reduce((sum, each) => sum + each.counted, 0) / all.length,
    target: all[0]?.target === undefined ? undefined : request.precision,
  })
  // The same intervals under their older name.
  return assessed.statistics && assessed.replications
    ? {
        ...assessed,
        replications: {
          ...assessed.replications,
          intervals: mergeIntervals(assessed.replications.intervals, assessed.statistics.intervals),
        },
      }
    : assessed
}

type Intervals = Statistics['intervals']

function mergeIntervals(before: Intervals, now: Intervals): Intervals {
  const merge = (group: keyof Intervals) =>
    Object.fromEntries(Object.entries(before[group]).map(([id, figures]) => [id, { ...figures, ...now[group][id] }]))
  return { components: merge('components'), connections: merge('connections'), journeys: merge('journeys') }
}
