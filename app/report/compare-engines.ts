import { nameOf } from '../analysis/name-of.ts'
import type { Design, Objective } from '../design/design.ts'
import { type Figure, noFigure, toLatency, toRate, toShare, toText } from '../run/figures.ts'
import type { Latency, Result } from '../run/result.ts'
import { actualFigure, objectiveText } from './scenario-words.ts'

/** One figure of both engines, as people read it. */
export interface EngineFigure {
  name: string
  figure: string
  predicted: string
  measured: string
  /** By how much the measured one is more (`+12 %`) or less; of shares in points. `–` where one of them is not known. */
  difference: string
}

/** What the prediction said and what was measured, of the same design under the same scenario. */
export interface ComparedEngines {
  journeys: EngineFigure[]
  components: EngineFigure[]
  connections: EngineFigure[]
  objectives: EngineFigure[]
}

type Amount = number | null | undefined
type Read<Part> = [figure: string, of: (part: Part) => Amount, words: (amount: Amount) => Figure]

const latency = (figure: 'mean' | 'p50' | 'p95' | 'p99'): Read<{ latency: Latency }> => [figure, (part) => part.latency[figure], toLatency]
const rate: Read<{ throughput: number }> = ['rate', ({ throughput }) => throughput, toRate]
const errors: Read<{ errorRate: number }> = ['errors', ({ errorRate }) => errorRate, toShare]

/** Sets what two runs of one design say beside each other, figure by figure. What only one of them knows stands alone. */
export function compareEngines(design: Design, predicted: Result, measured: Result): ComparedEngines {
  const named = (id: string) => nameOf(design, id)
  return {
    journeys: toFigures(predicted.journeys, measured.journeys, (id) => id, [
      rate,
      errors,
      ...(['mean', 'p50', 'p95', 'p99'] as const).map(latency),
    ]),
    components: toFigures(predicted.components, measured.components, named, [
      rate,
      errors,
      ['utilisation', ({ utilisation }) => utilisation, toShare],
      latency('p99'),
    ]),
    connections: toFigures(predicted.connections, measured.connections, named, [rate, errors, latency('p99')]),
    objectives: predicted.objectives.map((said) => {
      const seen = measured.objectives.find((each) => isSame(each, said))
      const words = (actual: Amount) => (typeof actual === 'number' ? actualFigure(said.metric, actual) : noFigure)
      const { actual: _, ...objective } = said
      const isShare = said.metric === 'availability' || said.metric === 'errorRate' || said.metric === 'utilisation'
      return toFigure(objectiveText(objective), verdictOf(said, seen), said.actual, seen?.actual, words, isShare)
    }),
  }
}

function toFigures<Part>(
  predicted: Record<string, Part>,
  measured: Record<string, Part>,
  nameFor: (id: string) => string,
  reads: Read<Part>[],
): EngineFigure[] {
  const ids = [...new Set([...Object.keys(predicted), ...Object.keys(measured)])]
  return ids.flatMap((id) => {
    const [said, seen] = [predicted[id], measured[id]]
    return reads.flatMap(([figure, of, words]) => {
      const [left, right] = [said && of(said), seen && of(seen)]
      if (!isAmount(left) && !isAmount(right)) return []
      return [toFigure(nameFor(id), figure, left, right, words, words === toShare)]
    })
  })
}

function toFigure(
  name: string,
  figure: string,
  left: Amount,
  right: Amount,
  words: (amount: Amount) => Figure,
  isShare: boolean,
): EngineFigure {
  const difference = isShare ? pointsBetween(left, right) : shareBetween(left, right)
  return { name, figure, predicted: toText(words(left)), measured: toText(words(right)), difference }
}

// +12 %
function shareBetween(left: Amount, right: Amount): string {
  if (!isAmount(left) || !isAmount(right)) return '–'
  if (left === right) return '0 %'
  return left === 0 ? '–' : signed(right / left - 1, '%')
}

// -0.4 points
function pointsBetween(left: Amount, right: Amount): string {
  return isAmount(left) && isAmount(right) ? signed(right - left, 'points') : '–'
}

function signed(share: number, unit: string): string {
  const { value } = toShare(Math.abs(share))
  return value === '0' ? `0 ${unit}` : `${share < 0 ? '−' : '+'}${value} ${unit}`
}

function verdictOf(said: Result['objectives'][number], seen: Result['objectives'][number] | undefined): string {
  const word = (one: Result['objectives'][number] | undefined) => (one ? (one.verdict ?? (one.met ? 'met' : 'missed')) : '–')
  return word(said) === word(seen) ? word(said) : `${word(said)} → ${word(seen)}`
}

function isSame(one: Objective, other: Objective): boolean {
  return (['metric', 'journey', 'component', 'below', 'above'] as const).every((part) => one[part] === other[part])
}

function isAmount(amount: Amount): amount is number {
  return typeof amount === 'number' && Number.isFinite(amount)
}
