import type { ComponentFrame, Frame } from '../../../app/run/frame.ts'
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
    for (const id in frame.components) {
      const figures = frame.components[id] as ComponentFrame
      const columns = columnsOf(this.series.components, id)
      append(columns, ofComponent, figures)
      appendOne(columns, 'replicas', figures.replicasReady)
      appendOne(columns, 'replicasWanted', figures.replicas)
      if (figures.hitRatio !== undefined) appendOne(columns, 'hitRatio', figures.hitRatio)
      if (figures.degraded !== undefined) appendOne(columns, 'degraded', figures.degraded)
    }
    for (const id in frame.connections) {
      const figures = frame.connections[id] as Frame['connections'][string]
      const columns = columnsOf(this.series.connections, id)
      append(columns, ofFlow, figures)
      if (figures.degraded !== undefined) appendOne(columns, 'degraded', figures.degraded)
    }
    for (const name in frame.journeys) {
      const figures = frame.journeys[name] as Frame['journeys'][string]
      const columns = columnsOf(this.series.journeys, name)
      append(columns, ofJourney, figures)
      if (figures.degraded !== undefined) appendOne(columns, 'degraded', figures.degraded)
    }
  }
}

type ColumnsOfOne = Series['components'][string]

function columnsOf(table: Series['components'], id: string): ColumnsOfOne {
  table[id] ??= {}
  return table[id]
}

function append<F extends string>(columns: ColumnsOfOne, fields: readonly F[], figures: Record<F, number | null>): void {
  for (const field of fields) appendOne(columns, field, figures[field])
}

function appendOne(columns: ColumnsOfOne, field: string, value: number | null): void {
  columns[field] ??= []
  columns[field].push(value)
}
