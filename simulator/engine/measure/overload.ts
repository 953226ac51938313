import { toCountText } from '../../../app/run/figures.ts'
import { BROKER, journeysOfSource } from '../model/model.ts'
import type { World } from '../parts/world.ts'
import type { Levels } from './levels.ts'
import type { Sections } from './sections.ts'
import type { MeasuredWindow } from './window.ts'

/** Busier than this and with a queue that grows, a station cannot keep up. */
const saturated = 0.95

/**
 * Components that cannot keep up: their queue grew from each third of the measured window to the next, by more than chance
 * explains. At a station that just keeps up, arrivals minus departures wander like a random walk, whose standard deviation
 * after n arrivals is about the square root of 2n; three times the root of n for each third is beyond that wandering.
 */
export function findOverloaded(w: World, sections: Sections, window: MeasuredWindow): Set<number> {
  const overloaded = new Set<number>()
  const now = w.queue.clock[0]
  w.model.components.ids.forEach((_, c) => {
    const queues = sections.meanCrowds(c)
    const third = Math.floor(queues.length / 3)
    if (third === 0) return
    const [first, second, last] = [0, 1, 2].map((part) => mean(queues.slice(part * third, (part + 1) * third)))
    const least = Math.max(5, 3 * Math.sqrt(w.meter.offered.total[c] / 3))
    const grows = second - first > least && last - second > least
    if (grows && (w.model.components.model[c] === BROKER || utilisation(w, window, c, now) > saturated)) overloaded.add(c)
  })
  return overloaded
}

/** Mean busy workers over mean workers of the replicas that served. */
export function utilisation(w: World, window: MeasuredWindow, c: number, now: number): number {
  const workers = window.mean(w.meter.ready, c, now) * workersOf(w, c)
  return workers > 0 && Number.isFinite(workers) ? Math.min(1, window.mean(usedLevel(w, c), c, now) / workers) : 0
}

/** What one replica has to be used: workers, or thousandths of cores where requests share them. */
export function workersOf({ model }: World, c: number): number {
  return model.serving.countsCores[c] === 1 ? 1000 * model.serving.cores[c] : model.components.workers[c]
}

/** How much of it is used. */
export function usedLevel({ model, meter }: World, c: number): Levels {
  return model.serving.countsCores[c] === 1 ? meter.cores : meter.busy
}

/** One sentence for each, with its numbers. */
export function overloadNotes(w: World, sections: Sections, overloaded: Set<number>, seconds: number): string[] {
  return [...overloaded].map((c) => {
    const label = w.model.components.labels[c]
    const queues = sections.meanCrowds(c)
    const growth = ((queues[queues.length - 1] - queues[0]) / seconds) * (queues.length / Math.max(1, queues.length - 1))
    const offered = w.meter.offered.total[c] / seconds
    if (w.model.components.model[c] === BROKER) {
      return `${label} fills up: ${toCountText(offered)} messages/s come in and its consumers take fewer, so its queue grows by ${toCountText(growth)} messages each second and has no steady waiting time.`
    }
    const finished = w.meter.finished.total[c] / seconds
    return `${label} is overloaded: ${toCountText(offered)} requests/s come in and it finishes ${toCountText(finished)}, so its queue grows by ${toCountText(growth)} requests each second and there is no steady latency to report.`
  })
}

/** The components, connections and journeys whose latency rests on an overloaded component, so that it has no steady figure. */
export interface Unsteady {
  components: Set<number>
  connections: Set<number>
  journeys: Set<number>
}

export function findUnsteady(w: World, overloaded: Set<number>): Unsteady {
  const { plan, journeys, connections, components, sources } = w.model
  const unsteady: Unsteady = { components: new Set(overloaded), connections: new Set(), journeys: new Set() }
  const known = new Map<number, boolean>()
  const rests = (component: number, journey: number): boolean => {
    const key = component * journeys.length + journey
    const before = known.get(key)
    if (before !== undefined) return before
    let found = overloaded.has(component) && components.model[component] !== BROKER
    for (let step = plan.firstStep[key]; step < plan.endStep[key]; step++) {
      for (let branch = plan.firstBranch[step]; branch < plan.endBranch[step]; branch++) {
        const connection = plan.connection[branch]
        if (connections.async[connection] === 1 || connections.timeout[connection] < Number.POSITIVE_INFINITY) continue
        if (!rests(connections.to[connection], journey)) continue
        unsteady.connections.add(connection)
        found = true
      }
    }
    if (found) unsteady.components.add(component)
    known.set(key, found)
    return found
  }
  for (const source of sources)
    for (const journey of journeysOfSource(source)) if (rests(source.component, journey)) unsteady.journeys.add(journey)
  return unsteady
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
