import type { Meter } from '../measure/meter.ts'
import { CANCELS, COMPENSATED, DEADLINE, TRANSACTION } from '../model/call-table.ts'
import { type Model, STATION } from '../model/model.ts'
import { ForeseenStation } from './foreseen-station.ts'
import type { PlainCall } from './plain-call.ts'

/** By component; null: what becomes of its requests is not known when they come. */
export function toForeseenStations(model: Model, meter: Meter, calls: (PlainCall | null)[]): (ForeseenStation | null)[] {
  const excluded = toExcluded(model)
  return model.components.ids.map((_, c) => {
    if (excluded.has(c) || !isPlain(model, c)) return null
    const station = new ForeseenStation(model, meter, c, calls)
    return station.isLeaf || model.components.holdsWorker[c] === 0 ? station : null
  })
}

/** Whether it has workers and a queue and nothing else. Work that takes no time would begin and end in no order. */
function isPlain({ components, serving, endpoints, zones }: Model, c: number): boolean {
  const { caches, instances, scaling, primaries, rows } = components
  const has = [caches, instances, scaling, primaries, rows].some((table) => table[c] !== null)
  return (
    components.model[c] === STATION &&
    components.mostReplicas[c] === 1 &&
    components.failureRate[c] === 0 &&
    (zones === null || zones.zone[components.firstReplica[c]] < 0) &&
    components.work.mean[c] > 0 &&
    serving.features[c] === 0 &&
    endpoints.models[c] === null &&
    !has
  )
}

/** Components of which a connection to or from them changes what becomes of a request. */
function toExcluded({ connections, calls, balancing }: Model): Set<number> {
  const excluded = new Set<number>()
  for (let k = 0; k < connections.ids.length; k++) {
    const features = calls.features[k]
    if (balancing[k] !== null || (features & (CANCELS | DEADLINE)) !== 0) excluded.add(connections.to[k])
    if (connections.fills[k] >= 0 || (features & (TRANSACTION | COMPENSATED)) !== 0) excluded.add(connections.from[k])
  }
  return excluded
}
