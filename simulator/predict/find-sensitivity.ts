import type { Sensitivity } from '../../app/analysis/answers.ts'
import { type Parameter, parametersOf, withParameter } from '../../app/analysis/parameters.ts'
import { slowestJourney } from '../../app/analysis/slowest-journey.ts'
import { RunFailure, type StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

const step = 0.1

/**
 * Which parameter moves the p99 of a journey most, or of the slowest where none is named: each is turned down and up by a tenth
 * (a count by one) with everything else, and all chance, left as it is. One at a time, so what two parameters do together is not
 * seen. Sorted, the strongest first; those that move nothing are left out.
 */
export async function findSensitivity(
  pool: PredictPool,
  request: PredictRequest,
  journey: string | undefined,
  signal: StopSignal,
  onProgress?: OnProgress,
): Promise<{ figure: number | null; parameters: Sensitivity[] }> {
  const turns = parametersOf(request.design).flatMap((parameter) => {
    const [low, high] = [-1, 1].map((direction) => turned(request, parameter, direction)) as [Turned, Turned]
    return low || high ? [{ parameter, low, high }] : []
  })
  const requests = [request, ...turns.flatMap(({ low, high }) => [low, high].flatMap((each) => (each ? [each.request] : [])))]
  const predicted = await pool.predictAll(requests, signal, onProgress)
  // The same journey throughout: which one is slowest may change from one to the next.
  const name = journey ?? slowestJourney(predicted[0] as Result)
  const [base, ...results] = predicted.map(({ journeys }) => (name === undefined ? null : (journeys[name]?.latency.p99 ?? null)))
  let at = 0
  const read = (each: Turned, value: number) => ({ value: each?.value ?? value, figure: each ? (results[at++] ?? null) : (base ?? null) })
  const parameters = turns.map(({ parameter, low, high }) => {
    const seen = { low: read(low, parameter.value), high: read(high, parameter.value) }
    return { ...parameter, ...seen, change: strongest(base ?? null, [seen.low.figure, seen.high.figure]) }
  })
  const moving = parameters.filter(({ change }) => change === null || Math.abs(change) > 1e-9)
  // What overloads the system outdoes every number.
  const weight = ({ change }: Sensitivity) => (change === null ? Number.POSITIVE_INFINITY : Math.abs(change))
  return { figure: base ?? null, parameters: moving.sort((a, b) => (weight(b) === weight(a) ? 0 : weight(b) - weight(a))) }
}

type Turned = { value: number; request: PredictRequest } | undefined

/** The request with the parameter turned; undefined where it cannot be turned that way. */
function turned(request: PredictRequest, parameter: Parameter, direction: number): Turned {
  const value = parameter.kind === 'count' ? parameter.value + direction : parameter.value * (1 + direction * step)
  if (value === parameter.value) return undefined
  try {
    return { value, request: { ...request, design: withParameter(request.design, parameter.path, value, request.scenario) } }
  } catch (error) {
    if (error instanceof RunFailure) return undefined
    throw error
  }
}

function strongest(base: number | null, figures: (number | null)[]): number | null {
  if (base === null || figures.includes(null)) return null
  const changes = (figures as number[]).map((value) => (base === 0 ? value : (value - base) / base))
  return changes.reduce((most, change) => (Math.abs(change) > Math.abs(most) ? change : most), 0)
}
