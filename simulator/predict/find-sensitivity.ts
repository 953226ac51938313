import type { Sensitivity } from '../../app/analysis/answers.ts'
import { type Parameter, parametersOf, withParameter } from '../../app/analysis/parameters.ts'
import { slowestJourney } from '../../app/analysis/slowest-journey.ts'
import { countOf, pool as poolCounted, quantileOf } from '../../app/analysis/statistics/intervals.ts'
import { isSteady } from '../../app/analysis/statistics/is-steady.ts'
import { pairedChange } from '../../app/analysis/statistics/paired-change.ts'
import { relaxation, slowestOf } from '../../app/analysis/statistics/relaxation.ts'
import { type Scenario, steadyScenario } from '../../app/design/design.ts'
import { toDuration } from '../../app/design/quantities.ts'
import { RunFailure, type StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { Counted } from '../../app/run/tally.ts'
import type { CountedResult, OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'
import { replicationSeed } from './predict-replications.ts'

const step = 0.1
/** Repetitions of each prediction, all with the same chance, and the events that all of them together may take. */
const repetitions = 8
const mostEvents = 80e6
/** Requests beyond the p99 that there have to be at least, and how much longer than it remembers a repetition is. */
const fewestBeyond = 30
const forgettingsBefore = 3
const forgettingsEach = 20

/**
 * Which parameter moves the p99 of a journey most, or of the slowest where none is named: each is turned down and up by a tenth
 * (a count by one) with everything else, and all chance, left as it is. One at a time, so what two parameters do together is not
 * seen. Sorted: first what moves it for sure, the strongest first, then what may be chance; what moves nothing is left out.
 * `needed`: there are too few requests to tell a p99 at all, and the scenario would have to last so many seconds.
 */
export async function findSensitivity(
  pool: PredictPool,
  request: PredictRequest,
  journey: string | undefined,
  signal: StopSignal,
  onProgress: OnProgress = () => {},
): Promise<{ figure: number | null; parameters: Sensitivity[]; needed?: number | null }> {
  const [first] = await pool.predictAll([request], signal)
  const turnedRequests = turnsOf(request)
  const asked = longEnough(request, first as Result, turnedRequests.length)
  // The same journey throughout: which one is slowest may change from one to the next.
  const name = journey ?? slowestJourney(first as Result)
  const turns = turnsOf(asked)
  const requests = [asked, ...turns.flatMap(({ low, high }) => [low, high].flatMap((each) => (each ? [each.request] : [])))]
  const predicted = await repeatAll(pool, requests, name, signal, onProgress)
  const [base] = predicted as [Repeated, ...Repeated[]]
  if (base.figure !== null && base.beyond < fewestBeyond) {
    const { duration, warmup } = scenarioOf(asked.design, asked.scenario, asked.durationSeconds)
    return { figure: null, parameters: [], needed: ((duration - warmup) * repetitions * fewestBeyond * 1.2) / Math.max(1, base.beyond) }
  }
  let at = 1
  const read = (each: Turned, value: number) => {
    const repeated = each ? (predicted[at++] as Repeated) : base
    return { side: { value: each?.value ?? value, figure: repeated.figure }, repeated }
  }
  const parameters = turns.map(({ parameter, low, high }): Sensitivity => {
    const seen = [read(low, parameter.value), read(high, parameter.value)] as const
    return { ...parameter, low: seen[0].side, high: seen[1].side, ...strongest(base, [seen[0].repeated, seen[1].repeated]) }
  })
  const moving = parameters.filter(({ change }) => change === null || Math.abs(change) > 1e-9)
  return { figure: base.figure, parameters: moving.sort((a, b) => weight(b) - weight(a) || 0) }
}

/** What overloads the system outdoes every number, and what is sure whatever may be chance. */
function weight({ change, sure }: Sensitivity): number {
  return change === null ? 2e9 : (sure ? 1e9 : 0) + Math.min(1e8, Math.abs(change))
}

function turnsOf(request: PredictRequest): { parameter: Parameter; low: Turned; high: Turned }[] {
  return parametersOf(request.design).flatMap((parameter) => {
    const [low, high] = [-1, 1].map((direction) => turned(request, parameter, direction)) as [Turned, Turned]
    return low || high ? [{ parameter, low, high }] : []
  })
}

/** What the repetitions of one design come to. */
interface Repeated {
  /** Milliseconds; null: one of them has no steady figure. */
  figure: number | null
  counted: Counted[]
  /** Requests beyond the p99, of all. */
  beyond: number
}

async function repeatAll(
  pool: PredictPool,
  requests: PredictRequest[],
  journey: string | undefined,
  signal: StopSignal,
  onProgress: OnProgress,
): Promise<Repeated[]> {
  const all = requests.flatMap((request) =>
    Array.from({ length: repetitions }, (_, i) => ({ ...request, seed: replicationSeed(request.seed, i) })),
  )
  const counted = await pool.countAll(all, signal, onProgress)
  return requests.map((_, i) => toRepeated(counted.slice(i * repetitions, (i + 1) * repetitions), journey))
}

function toRepeated(all: CountedResult[], journey: string | undefined): Repeated {
  if (journey === undefined) return { figure: null, counted: [], beyond: 0 }
  const counted = all.map(({ counts: { tallies } }): Counted => {
    const h = tallies[0]?.histograms.findIndex(({ group, id, name }) => group === 'journeys' && id === journey && name === 'latency') ?? -1
    return tallies[0]?.totals[h] ?? { from: 0, counts: new Int32Array(0) }
  })
  const isSteadyIn = all.every(({ result }) => result.journeys[journey]?.latency.p99 != null)
  const total = poolCounted(counted)
  return { figure: isSteadyIn ? quantileOf(total, 0.99) : null, counted, beyond: countOf(total) * 0.01 }
}

/**
 * The request as it is repeated: what is steady, with a warm-up and long enough to forget, and for as long as its figures took to be
 * known, as far as the work allows; what is not, as it is. None goes on, so that all count the same requests.
 */
function longEnough({ precision, ...request }: PredictRequest, known: Result, turns: number): PredictRequest {
  const { design, scenario, durationSeconds } = request
  const resolved = scenarioOf(design, scenario, durationSeconds)
  if (precision === undefined || !isSteady(design, resolved)) return request
  const memory = slowestOf(relaxation(design, resolved.id, known))
  const warmup = Math.max(resolved.warmup, forgettingsBefore * memory)
  const { statistics } = known
  const counted = statistics?.counted ?? resolved.duration
  const eventsEach = known.events / Math.max(1e-9, (statistics?.from ?? 0) + counted)
  const affordable = mostEvents / eventsEach / repetitions / (2 * turns + 1)
  const wanted = Math.max(forgettingsEach * memory, counted / repetitions)
  const measured = Math.max(resolved.duration / repetitions, 1, Math.min(wanted, affordable - warmup))
  const written: Scenario = design.scenarios?.[resolved.id] ?? steadyScenario
  const longer = { ...written, warmup: toDuration(warmup * 1000), duration: toDuration((warmup + measured) * 1000) }
  const { durationSeconds: _, ...rest } = request
  return { ...rest, design: { ...design, scenarios: { ...design.scenarios, [resolved.id]: longer } } }
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

function strongest(base: Repeated, sides: [Repeated, Repeated]): Pick<Sensitivity, 'change' | 'interval' | 'sure'> {
  if (base.figure === null || sides.some(({ figure }) => figure === null)) return { change: null }
  const changes = sides.flatMap((side) => (side === base ? [] : (pairedChange(base.counted, side.counted, 0.99) ?? [])))
  const [most] = changes.sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
  if (!most) return { change: 0 }
  const { change, interval } = most
  return { change, interval, sure: interval[0] > 0 || interval[1] < 0 }
}
