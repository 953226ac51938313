import type { Meter } from '../measure/meter.ts'
import { CANCELS, COMPENSATED, DEADLINE, TRANSACTION } from '../model/call-table.ts'
import { type Model, STATION } from '../model/model.ts'
import { ForeseenStation } from './foreseen-station.ts'
import type { PlainCall } from './plain-call.ts'

/** By component; null: what becomes of its requests is not known when they come. */
export function toForeseenStations(model: Model, meter: Meter, calls: (PlainCall | null)[]): (ForeseenStation | null)[] {
  return model.components.ids.map((_, c) => {
    if (!isPlain(model, c)) return null
    const station = new ForeseenStation(model, meter, c, calls)
    return station.isLeaf || model.components.holdsWorker[c] === 0 ? station : null
  })
}

/** Whether it has workers and a queue and nothing else. Work that takes no time would begin and end in no order. */
function isPlain({ components, connections, calls, serving, endpoints, balancing, zones }: Model, c: number): boolean {
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
    !balancing.some((rule, k) => rule !== null && connections.to[k] === c) &&
    !connections.fills.some((slot, k) => slot >= 0 && connections.from[k] === c) &&
    !calls.features.some((features, k) => (features & (TRANSACTION | COMPENSATED)) !== 0 && connections.from[k] === c) &&
    !connections.ids.some((_, k) => connections.to[k] === c && (calls.features[k] & (CANCELS | DEADLINE)) !== 0) &&
    !has
  )
}
