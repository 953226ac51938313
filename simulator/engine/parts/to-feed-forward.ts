import { CONSTANT_GAPS, type Model, POISSON } from '../model/model.ts'
import { Ascending } from './ascending.ts'
import { FeedForward } from './feed-forward.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import type { PlainCall } from './plain-call.ts'
import { Stage } from './stage.ts'

/** Ends of work are kept in order by insertion, and stages follow each other by recursion. */
const mostWorkers = 1024
const deepest = 100

/** The design as a network without feedback; null: it is none. */
export function toFeedForward(model: Model, calls: (PlainCall | null)[], stations: (ForeseenStation | null)[]): FeedForward | null {
  const { components, connections, sources, faults } = model
  const [source] = sources
  if (sources.length !== 1 || faults.length > 0 || source.users > 0) return null
  if (source.arrivals !== POISSON && source.arrivals !== CONSTANT_GAPS) return null
  const isPlain =
    components.ids.every((_, c) => c === source.component || (stations[c] !== null && mayStand(model, c))) &&
    connections.ids.every((_, k) => calls[k] !== null && mayCarry(model, k)) &&
    model.plan.calls.every((mean) => mean <= 1) &&
    model.plan.missOf.every((slot) => slot < 0)
  if (!isPlain || new Set(connections.to).size < connections.ids.length || connections.to.includes(source.component)) return null
  const stages: (Stage | null)[] = components.ids.map(() => null)
  const first = toStage(model, calls, stations, stages, source.component, null, 0)
  if (first === null) return null
  for (const station of stations) if (station !== null) station.isAhead = !station.isLeaf
  return new FeedForward(first, stages)
}

function mayStand({ components }: Model, c: number): boolean {
  return components.queueLimit[c] === Number.POSITIVE_INFINITY && components.concurrency[c] <= mostWorkers && components.forwards[c] === 0
}

/** Messages take as long as the connection says, each by itself, and whoever sends one waits for its answer. */
function mayCarry({ connections }: Model, k: number): boolean {
  return connections.async[k] === 0 && connections.loss[k] === 0 && connections.bitsPerMs[k] === Number.POSITIVE_INFINITY
}

function toStage(
  model: Model,
  calls: (PlainCall | null)[],
  stations: (ForeseenStation | null)[],
  stages: (Stage | null)[],
  component: number,
  call: PlainCall | null,
  depth: number,
): Stage | null {
  const order = orderOfCalls(model, component)
  if (order === null || depth > deepest) return null
  const stage = new Stage(component, call, stations[component])
  stages[component] = stage
  for (const connectionsOfStep of order) {
    const callees = connectionsOfStep.map((k) =>
      toStage(model, calls, stations, stages, model.connections.to[k], calls[k] as PlainCall, depth + 1),
    )
    if (callees.some((callee) => callee === null)) return null
    stage.steps.push(callees as Stage[])
    stage.turns.push(new Ascending())
  }
  return stage
}

/** Which connections a component calls along side by side, in an order that is that of all journeys; null: there is none. */
function orderOfCalls({ plan, journeys }: Model, component: number): number[][] | null {
  const places = new Map<number, number>()
  const order: number[][] = []
  for (let j = 0; j < journeys.length; j++) {
    const key = component * journeys.length + j
    for (let step = plan.firstStep[key]; step < plan.endStep[key]; step++) {
      const place = step - plan.firstStep[key]
      for (let branch = plan.firstBranch[step]; branch < plan.endBranch[step]; branch++) {
        const connection = plan.connection[branch]
        if (places.has(connection) && places.get(connection) !== place) return null
        if (places.has(connection)) continue
        places.set(connection, place)
        order[place] = [...(order[place] ?? []), connection]
      }
    }
  }
  return order
}
