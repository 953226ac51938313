import type { MeshMessage } from '../runtime/control/messages.ts'
import type { CallCounts } from '../runtime/measure/reports.ts'
import { EdgeTally, JourneyTally, LoadTally, ServiceTally } from './tally.ts'

export type Report = Extract<MeshMessage, { type: 'edges' | 'replica' }>

/** A number that is looked at now and then: value x milliseconds, and for how many milliseconds it was watched. */
export interface WatchedLevel {
  area: number
  max: number
  spanMs: number
}

/** The mean over the time in which it was watched, which is not quite the time of the window: looks do not fall on its ends. */
export function meanOf(level: WatchedLevel | undefined): number {
  return level && level.spanMs > 0 ? level.area / level.spanMs : 0
}

/** Everything measured in one stretch of time: what a frame or a result is made from. */
export class Window {
  readonly edges = new Map<string, EdgeTally>()
  readonly services = new Map<string, ServiceTally>()
  readonly loads = new Map<string, LoadTally>()
  readonly journeys = new Map<string, JourneyTally>()
  /** What callers counted, by connection. */
  readonly calls = new Map<string, CallCounts>()
  /** Replicas that serve, by component. */
  readonly ready = new Map<string, WatchedLevel>()
  /** Messages that wait in each broker. */
  readonly backlog = new Map<string, WatchedLevel>()

  add(report: Report): void {
    if (report.type === 'edges') {
      for (const [id, edge] of Object.entries(report.edges)) tallyOf(this.edges, id, () => new EdgeTally()).add(edge)
      return
    }
    const { component, replica } = report
    const { report: told } = report
    if (told.role === 'service') {
      tallyOf(this.services, component, () => new ServiceTally()).add(replica, told.service)
      this.#addCalls(told.service.calls)
    } else {
      tallyOf(this.loads, component, () => new LoadTally()).add(told.load)
      for (const [name, journey] of Object.entries(told.load.journeys)) tallyOf(this.journeys, name, () => new JourneyTally()).add(journey)
      this.#addCalls(told.load.calls)
    }
  }

  addReady(component: string, replicas: number, spanMs: number): void {
    addLevel(this.ready, component, replicas, spanMs)
  }

  addBacklog(broker: string, messages: number, spanMs: number): void {
    addLevel(this.backlog, broker, messages, spanMs)
  }

  #addCalls(calls: Record<string, CallCounts>): void {
    for (const [connection, counts] of Object.entries(calls)) {
      const { retries, hedged, refused } = this.calls.get(connection) ?? { retries: 0, hedged: 0, refused: 0 }
      const sums = { retries: retries + counts.retries, hedged: hedged + counts.hedged, refused: refused + counts.refused }
      this.calls.set(connection, sums)
    }
  }
}

function addLevel(levels: Map<string, WatchedLevel>, key: string, value: number, spanMs: number): void {
  const level = tallyOf(levels, key, () => ({ area: 0, max: 0, spanMs: 0 }))
  level.area += value * spanMs
  level.spanMs += spanMs
  level.max = Math.max(level.max, value)
}

function tallyOf<T>(map: Map<string, T>, key: string, create: () => T): T {
  const found = map.get(key) ?? create()
  map.set(key, found)
  return found
}
