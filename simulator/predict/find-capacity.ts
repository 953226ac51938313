import type { Capacity } from '../../app/analysis/answers.ts'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { offeredLoad } from '../../app/analysis/capacity.ts'
import { holds } from '../../app/analysis/objectives.ts'
import { trafficScale, withParameter } from '../../app/analysis/parameters.ts'
import { reachedBy } from '../../app/analysis/reached-by.ts'
import { RunFailure, type StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

/** The bounds come this near to each other. */
const tolerance = 0.01
const leastScale = 1 / 64
const mostScale = 64
/** Beyond so many times what the workers can carry, more traffic shows nothing new and takes long to predict. */
const overCapacity = 1.5

/**
 * The traffic at which each objective of the scenario breaks: bracketing, then section search over the scale of the scenario's
 * traffic, every prediction with the same seed. It takes an objective to be met at less traffic and missed at more, which holds
 * of latency, errors and utilisation; a `throughput above` is met from some traffic on, and is found as the lowest such scale.
 */
export async function findCapacity(
  pool: PredictPool,
  request: PredictRequest,
  signal: StopSignal,
  onProgress: OnProgress = () => {},
): Promise<Capacity[]> {
  const { objectives, id } = scenarioOf(request.design, request.scenario, request.durationSeconds)
  if (objectives.length === 0) {
    throw new RunFailure(`Scenario ${id} has no objectives, so there is nothing that could break: add one, such as p99 below 400ms.`)
  }
  const ceiling = ceilingOf(request)
  const seen = new Map<number, Result>()
  const brackets = objectives.map((objective) => ({
    objective,
    low: 0,
    high: Number.POSITIVE_INFINITY,
    rising: objective.metric === 'throughput' && objective.above !== undefined,
  }))
  const rounds = roundsNeeded(pool.size)
  for (let round = 0; ; round++) {
    const scales = [...new Set(brackets.flatMap((bracket) => nextScales(bracket, ceiling, pool.size)))].filter((scale) => !seen.has(scale))
    if (scales.length === 0) break
    const done = (part: number, total: number) => onProgress(Math.min(rounds, round + part / total), rounds)
    const requests = scales.map((scale) => ({
      ...request,
      design: withParameter(request.design, trafficScale, scale, request.scenario),
    }))
    const results = await pool.predictAll(requests, signal, done)
    for (const [i, result] of results.entries()) seen.set(scales[i] as number, result)
    for (const [i, bracket] of brackets.entries()) narrow(bracket, seen, i)
  }
  return brackets.map((bracket) => toCapacity(request, bracket, seen))
}

interface Bracket {
  objective: Capacity['objective']
  /** The highest scale known to be met, 0 where none is, and the lowest known to be missed. */
  low: number
  high: number
  /** Met from some scale on, not up to it. */
  rising: boolean
}

function ceilingOf(request: PredictRequest): number {
  const { maxScale, peakScale } = offeredLoad(request.design, request.scenario)
  const limit = (maxScale / peakScale) * overCapacity
  return Number.isFinite(limit) ? Math.min(mostScale, Math.max(1, limit)) : mostScale
}

/** Where to look next: outwards by doubling until both sides are known, then between them, evenly on the threads there are. */
function nextScales({ low, high }: Bracket, ceiling: number, threads: number): number[] {
  if (low === 0 && high === Number.POSITIVE_INFINITY) return [1]
  if (high === Number.POSITIVE_INFINITY) return low >= ceiling ? [] : [Math.min(ceiling, low * 2)]
  if (low === 0) return high <= leastScale ? [] : [high / 2]
  if (high / low <= 1 + tolerance) return []
  return Array.from({ length: threads }, (_, i) => low * (high / low) ** ((i + 1) / (threads + 1)))
}

function narrow(bracket: Bracket, seen: Map<number, Result>, index: number): void {
  for (const [scale, result] of seen) {
    const isMet = onRightSide(result, index) !== bracket.rising
    if (isMet) bracket.low = Math.max(bracket.low, scale)
  }
  for (const [scale, result] of seen) {
    const isMet = onRightSide(result, index) !== bracket.rising
    if (!isMet && scale > bracket.low) bracket.high = Math.min(bracket.high, scale)
  }
}

/** Where a run is too short to be sure of a figure, the search goes by the side of the bound on which it lies. */
function onRightSide({ objectives }: Result, index: number): boolean {
  const judged = objectives[index]
  if (!judged) return false
  return judged.verdict === 'unknown' && judged.actual !== null ? holds(judged, judged.actual) : judged.met
}

/** One octave to begin with and as many sections as the tolerance takes. */
function roundsNeeded(threads: number): number {
  return 3 + Math.ceil(Math.log(Math.LN2 / Math.log1p(tolerance)) / Math.log(threads + 1))
}

function toCapacity(request: PredictRequest, { objective, low, high, rising }: Bracket, seen: Map<number, Result>): Capacity {
  const below = low === 0 ? null : low
  const above = high === Number.POSITIVE_INFINITY ? null : high
  const [met, missed] = rising ? [above, below] : [below, above]
  const at = met === null ? undefined : seen.get(met)
  const broken = missed === null ? undefined : seen.get(missed)
  // What limits an objective is to be found where its requests go, and not beside.
  const limit = broken ? findBottleneck(request.design, broken, reachedBy(request.design, objective)) : null
  return {
    objective,
    met,
    missed,
    ratePerSecond: at ? Object.values(at.journeys).reduce((sum, { offered }) => sum + offered, 0) : null,
    ...(limit ? { component: limit.component, sentence: limit.sentence } : {}),
  }
}
