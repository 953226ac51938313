import type { Capacity } from '../../app/analysis/answers.ts'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { offeredLoad } from '../../app/analysis/capacity.ts'
import { trafficScale, withParameter } from '../../app/analysis/parameters.ts'
import { reachedBy } from '../../app/analysis/reached-by.ts'
import { isSteady } from '../../app/analysis/statistics/is-steady.ts'
import { behaviourAt } from '../../app/catalogue/behaviour-of.ts'
import { RunFailure, type StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { type Bracket, bracketsOf, narrowed, nextScales, type Sureness, tolerance } from './bracket.ts'
import { predictJudged } from './predict-judged.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

const mostScale = 64
/** Beyond so many times what the workers can carry, more traffic shows nothing new and takes long to predict. */
const overCapacity = 1.5

/**
 * The traffic at which each objective breaks: bracketing, then section search over the scale of the scenario's traffic, every
 * prediction with the same seed. It takes an objective to be met at less traffic and missed at more, which holds of latency, errors
 * and utilisation; a `throughput above` is met from some traffic on, and is found as the lowest such scale. Beside the likely scale
 * it looks for those at which the objective is met, and missed, with its figure's whole interval.
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
  let brackets = bracketsOf(objectives)
  const likelyOf = ({ index }: Bracket) => brackets.find((each) => each.index === index && each.sureness === 'likely') as Bracket
  const rounds = roundsNeeded(pool.size)
  for (let round = 0; ; round++) {
    const asked = brackets.flatMap((bracket) => nextScales(bracket, ceiling, pool.size, likelyOf(bracket)))
    const scales = [...new Set(asked)].filter((scale) => !seen.has(scale))
    if (scales.length === 0) break
    const done = (part: number, total: number) => onProgress(Math.min(rounds, round + part / total), rounds)
    const requests = scales.map((scale) => ({
      ...request,
      design: withParameter(request.design, trafficScale, scale, request.scenario),
    }))
    const results = await predictJudged(pool, requests, signal, done)
    for (const [i, result] of results.entries()) seen.set(scales[i] as number, result)
    brackets = brackets.map((bracket) => narrowed(bracket, seen))
  }
  return objectives.map((objective, index) => {
    const of = (sureness: Sureness) => brackets.find((each) => each.index === index && each.sureness === sureness) as Bracket
    return toCapacity(request, objective, of, seen)
  })
}

function ceilingOf(request: PredictRequest): number {
  const { maxScale, peakScale } = offeredLoad(request.design, request.scenario)
  const limit = (maxScale / peakScale) * overCapacity
  return Number.isFinite(limit) ? Math.min(mostScale, Math.max(1, limit)) : mostScale
}

/** One octave to begin with and as many sections as the tolerance takes; the two ends that are sure take a few more. */
function roundsNeeded(threads: number): number {
  return 6 + Math.ceil(Math.log(Math.LN2 / Math.log1p(tolerance)) / Math.log(threads + 1))
}

function toCapacity(
  request: PredictRequest,
  objective: Capacity['objective'],
  of: (sureness: Sureness) => Bracket,
  seen: Map<number, Result>,
): Capacity {
  const { met, missed } = endsOf(of('likely'))
  const broken = missed === null ? undefined : seen.get(missed)
  // What limits an objective is to be found where its requests go, and not beside.
  const limit = broken ? findBottleneck(request.design, broken, reachedBy(request.design, objective)) : null
  const surely = { met: endsOf(of('surely')).met, missed: endsOf(of('perhaps')).missed }
  const needed = surely.met === null && met !== null ? seen.get(met)?.objectives[of('likely').index]?.needed : undefined
  return {
    objective,
    met,
    missed,
    surely,
    ...(needed === undefined ? {} : { needed }),
    ratePerSecond: met === null ? null : rateAt(request, met, seen.get(met)),
    ...(limit ? { component: limit.component, sentence: limit.sentence } : {}),
  }
}

/** Where an objective is met and where it is missed, the ends that are nearest to each other. */
function endsOf({ low, high, rising }: Bracket): { met: number | null; missed: number | null } {
  const below = low === 0 ? null : low
  const above = high === Number.POSITIVE_INFINITY ? null : high
  return rising ? { met: above, missed: below } : { met: below, missed: above }
}

/** What steady traffic brings is known without counting, and so never more by chance than there is; otherwise it is counted. */
function rateAt({ design, scenario, durationSeconds }: PredictRequest, scale: number, result: Result | undefined): number | null {
  const sources = Object.entries(design.components).flatMap(([id]) => {
    const behaviour = behaviourAt(design, id)
    return behaviour?.model === 'source' ? [{ id, isOpen: !behaviour.closed }] : []
  })
  if (sources.every(({ isOpen }) => isOpen) && isSteady(design, scenarioOf(design, scenario, durationSeconds))) {
    const { components } = offeredLoad(design, scenario)
    return scale * sources.reduce((sum, { id }) => sum + (components[id]?.visitsPerSecond ?? 0), 0)
  }
  return result ? Object.values(result.journeys).reduce((sum, { offered }) => sum + offered, 0) : null
}
