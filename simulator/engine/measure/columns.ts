import type { Frame } from '../../../app/run/frame.ts'
import type { Result } from '../../../app/run/result.ts'
import { journeysOfSource, type Model } from '../model/model.ts'

type Series = Result['series']
const ofFlow = ['throughput', 'errorRate', 'mean', 'p50', 'p95', 'p99'] as const
const ofComponent = ['throughput', 'errorRate', 'utilisation', 'queue', 'inSystem', 'mean', 'p50', 'p95', 'p99'] as const
const ofJourney = ['throughput', 'offered', 'errorRate', 'mean', 'p50', 'p95', 'p99'] as const

/** The result's series: the frames again, one column for each figure. */
export class Columns {
  readonly series: Series = { time: [], components: {}, connections: {}, journeys: {} }
  private readonly journeysInUse: Set<number>

  constructor(model: Model) {
    this.journeysInUse = new Set(model.sources.flatMap(journeysOfSource))
  }

  /** Whether any source offers this journey. */
  hasJourney(journey: number): boolean {
    return this.journeysInUse.has(journey)
  }

  add(frame: Frame): void {
    this.series.time.push(frame.time)
    for (const [id, figures] of Object.entries(frame.components)) {
      append(this.series.components, id, ofComponent, figures)
      append(this.series.components, id, ['replicas', 'replicasWanted'], {
        replicas: figures.replicasReady,
        replicasWanted: figures.replicas,
      })
    }
    for (const [id, { hitRatio }] of Object.entries(frame.components)) {
      if (hitRatio !== undefined) append(this.series.components, id, ['hitRatio'], { hitRatio })
    }
    for (const [id, figures] of Object.entries(frame.connections)) append(this.series.connections, id, ofFlow, figures)
    for (const [name, figures] of Object.entries(frame.journeys)) append(this.series.journeys, name, ofJourney, figures)
    for (const part of ['components', 'connections', 'journeys'] as const) {
      for (const [id, { degraded }] of Object.entries(frame[part])) {
        if (degraded !== undefined) append(this.series[part], id, ['degraded'], { degraded })
      }
    }
  }
}

function append<F extends string>(table: Series['components'], id: string, fields: readonly F[], figures: Record<F, number | null>): void {
  table[id] ??= {}
  const columns = table[id]
  for (const field of fields) {
    columns[field] ??= []
    columns[field].push(figures[field])
  }
}
