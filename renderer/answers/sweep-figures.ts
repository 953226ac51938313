import type { Design } from '../../app/design/design.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { type Figure, toLatency, toRate, toShare } from '../../app/run/figures.ts'
import type { Result } from '../../app/run/result.ts'

type Seen = Pick<Result, 'journeys' | 'components'>

/** A figure of a result that can be drawn over the values of a sweep. */
export interface SweepFigure {
  id: string
  /** Whose it is, as people know it. */
  of: string
  label: string
  read: (result: Seen) => number | null
  write: (value: number | null) => Figure
}

/** Every figure that a sweep's results have, those of journeys first. */
export function sweepFigures(design: Design, result: Seen): SweepFigure[] {
  const journeys = Object.keys(result.journeys).flatMap((name) => {
    const read = (of: (journey: Seen['journeys'][string]) => number | null) => (seen: Seen) => {
      const journey = seen.journeys[name]
      return journey ? of(journey) : null
    }
    const figure = (label: string, of: Parameters<typeof read>[0], write: SweepFigure['write']): SweepFigure => {
      return { id: `journeys.${name}.${label}`, of: name, label, read: read(of), write }
    }
    return [
      figure('p99', ({ latency }) => latency.p99, toLatency),
      figure('p95', ({ latency }) => latency.p95, toLatency),
      figure('p50', ({ latency }) => latency.p50, toLatency),
      figure('throughput', ({ throughput }) => throughput, toRate),
      figure('errors', ({ errorRate }) => errorRate, toShare),
    ]
  })
  const components = Object.keys(result.components).map((id): SweepFigure => {
    const read = (seen: Seen) => seen.components[id]?.utilisation ?? null
    return { id: `components.${id}.utilisation`, of: targetName(id, design), label: 'utilisation', read, write: toShare }
  })
  return [...journeys, ...components]
}
