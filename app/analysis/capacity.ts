import { behaviourOf } from '../catalogue/behaviour-of.ts'
import type { Behaviour, Broker, Source, Station } from '../catalogue/component.ts'
import { toBatch } from '../catalogue/delivery-fields.ts'
import { withCallDefaults } from '../design/call-defaults.ts'
import { type Connection, callsFor, type Design } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { callOrders } from '../run/call-orders.ts'
import { meanWorkMs } from '../run/endpoints.ts'
import { journeysOf } from '../run/journeys.ts'
import { scaleAt } from '../run/load-shape.ts'
import { loadPointsOf, type ResolvedScenario, scenarioOf } from '../run/scenario.ts'
import { callRings } from './call-rings.ts'
import { expectedHitRatio } from './hit-ratio.ts'

/** What a design is asked to carry, worked out from rates and times alone: no chance, no queues, no failures, no retries. */
export interface OfferedLoad {
  /** The highest factor that the scenario puts on any traffic. */
  peakScale: number
  /** The factor at which the first component has no worker left; Infinity where nothing is limited. */
  maxScale: number
  /** The component that is first to have none left. */
  limit: string | null
  /** At `peakScale`. */
  components: Record<string, ComponentLoad>
}

export interface ComponentLoad {
  visitsPerSecond: number
  /** By journey. */
  journeys: Record<string, number>
  /** Mean work of one request. */
  workMs: number
  /** How long one request holds a worker, waiting for other workers left out. */
  holdMs: number
  /** Mean share of the workers that are held; above 1 it cannot keep up. null: no workers to hold, as in a traffic source. */
  utilisation: number | null
}

interface Flow {
  design: Design
  behaviours: Map<string, Behaviour>
  journeys: string[]
  outgoing: Map<string, Connection[]>
  /** The components that call each other in a loop with it, itself included; callers before those that they call. */
  rings: Map<string, string[]>
  /** Steps within loops that may still be taken. */
  steps: number
  /** What comes to each component, once that is known. */
  visits?: Map<string, Map<string, Visits>>
  /** How long the calls of a request take, by component and journey, where no loop makes that depend on the way there. */
  calls: Map<string, number>
  /** Of a source whose traffic peaks lower than that of another: its highest factor as a share of the highest of all. */
  shares: Map<string, number>
}

/** The load of a scenario, by static flow analysis: rate x calls x holding time. Unknown kinds and missing targets are left out. */
export function offeredLoad(design: Design, scenario?: string): OfferedLoad {
  const peaks = peaksOf(design, scenarioOf(design, scenario))
  const peakScale = Math.max(...peaks.values())
  const flow = toFlow(design, peaks, peakScale)
  const visits = countVisits(flow)
  flow.visits = visits
  flow.calls.clear()
  const load: OfferedLoad = { peakScale, maxScale: Number.POSITIVE_INFINITY, limit: null, components: {} }
  for (const [id, behaviour] of flow.behaviours) {
    const rates = visits.get(id) ?? new Map<string, Visits>()
    const total = [...rates.values()].reduce((sum, { rate }) => sum + rate, 0)
    const worked = [...rates.values()].reduce((sum, { workMs }) => sum + workMs, 0)
    const held = [...rates].reduce((sum, [journey, { rate, workMs }]) => sum + workMs + rate * waitMs(flow, id, journey, rate), 0)
    const utilisation = behaviour.model === 'source' ? null : held / 1000 / workers(behaviour)
    if (utilisation !== null && utilisation > 0 && 1 / utilisation < load.maxScale) {
      load.maxScale = 1 / utilisation
      load.limit = id
    }
    load.components[id] = {
      visitsPerSecond: total * peakScale,
      journeys: Object.fromEntries([...rates].map(([journey, { rate }]) => [journey, rate * peakScale])),
      workMs: total > 0 ? worked / total : 0,
      holdMs: total > 0 ? held / total : 0,
      utilisation: utilisation === null ? null : utilisation * peakScale,
    }
  }
  return load
}

/** The highest factor on each source, and the one on those that have no points of their own. */
function peaksOf(design: Design, scenario: ResolvedScenario): Map<string | undefined, number> {
  const peakOf = (points: ResolvedScenario['loadPoints']) =>
    Math.max(scaleAt(points, 0), ...points.map(({ at, over }) => scaleAt(points, at + over)))
  const own = Object.keys(scenario.ownLoadPoints)
  const sources = Object.keys(design.components).filter((id) => behaviourOf(design.components[id])?.model === 'source')
  const follow = sources.some((id) => !own.includes(id)) || own.length === 0 ? [undefined] : []
  return new Map([...follow, ...own].map((id) => [id, peakOf(id === undefined ? scenario.loadPoints : loadPointsOf(scenario, id))]))
}

function toFlow(written: Design, peaks: Map<string | undefined, number>, peakScale: number): Flow {
  const design = withCallDefaults(written)
  const behaviours = new Map<string, Behaviour>()
  for (const [id, component] of Object.entries(design.components)) {
    const behaviour = behaviourOf(component)
    if (behaviour) behaviours.set(id, behaviour)
  }
  const outgoing = new Map<string, Connection[]>([...behaviours.keys()].map((id) => [id, []]))
  for (const connection of design.connections ?? []) if (behaviours.has(connection.to)) outgoing.get(connection.from)?.push(connection)
  const share = (id: string) => (peaks.get(id) ?? peaks.get(undefined) ?? peakScale) / peakScale
  const shares = new Map(peaks.size > 1 && peakScale > 0 ? [...behaviours.keys()].map((id) => [id, share(id)]) : [])
  const rings = new Map(callRings(outgoing).flatMap((ring) => ring.map((id) => [id, ring] as const)))
  return { design, behaviours, journeys: journeysOf(design), outgoing, rings, steps: mostSteps, calls: new Map(), shares }
}

/** At the most replicas there may be; where requests share the CPU, its cores are what there is of them. */
function workers(behaviour: Exclude<Behaviour, { model: 'source' }>): number {
  if (behaviour.model === 'broker') return behaviour.concurrency
  return (behaviour.autoscale?.max ?? behaviour.replicas) * (behaviour.cores ?? behaviour.concurrency)
}

/** What comes to a component of one journey: requests per second, and milliseconds of work that they bring per second. */
interface Visits {
  rate: number
  workMs: number
}

/**
 * What comes to every component by journey, from the sources along the calls: all that comes to a component is known before its own
 * calls are followed. A loop is followed once.
 */
function countVisits(flow: Flow): Map<string, Map<string, Visits>> {
  const visits = new Map<string, Map<string, Visits>>([...flow.behaviours.keys()].map((id) => [id, new Map()]))
  const add = (id: string, journey: string, { rate, workMs }: Visits): void => {
    if (rate <= 0) return
    const there = visits.get(id)
    const before = there?.get(journey) ?? { rate: 0, workMs: 0 }
    there?.set(journey, { rate: before.rate + rate, workMs: before.workMs + workMs })
  }
  // Shorter ways round come first: they carry most.
  const follow = (ways: Way[]): void => {
    for (const { id, journey, rate, path } of ways) {
      for (const { connection, calls } of callsOf(flow, id, journey, rate)) {
        const [to, made] = [connection.to, rate * calls]
        if (made <= 0 || to === id || path.includes(to)) continue
        const isWithin = flow.rings.get(to) === flow.rings.get(id)
        if (isWithin && !spend(flow)) continue
        add(to, journey, { rate: made, workMs: made * workMs(flow, connection, journey) })
        if (isWithin) ways.push({ id: to, journey, rate: made, path: [...path, id] })
      }
    }
  }
  for (const [id, behaviour] of flow.behaviours) {
    if (behaviour.model !== 'source') continue
    const rate = offeredBy(flow, id, behaviour) * (flow.shares.get(id) ?? 1)
    for (const [journey, share] of sharesOf(behaviour)) add(id, journey, { rate: rate * share, workMs: 0 })
  }
  for (const ring of new Set(flow.rings.values())) {
    // What comes from outside the loop, before any of it goes round.
    flow.steps = mostSteps
    follow(ring.flatMap((id) => [...(visits.get(id) ?? [])].map(([journey, { rate }]) => ({ id, journey, rate, path: [] }))))
  }
  return visits
}

/** Requests on their way through a loop, and where they were in it before. */
interface Way {
  id: string
  journey: string
  rate: number
  path: readonly string[]
}

/** Loops that cross each other in many ways are followed so many steps; what would go on from there is left out. */
const mostSteps = 20_000

function spend(flow: Flow): boolean {
  flow.steps -= 1
  return flow.steps >= 0
}

/** Requests per second; of users, as many as they could send if nobody ever waited for a worker. */
function offeredBy(flow: Flow, id: string, source: Source): number {
  const { closed, ratePerSecond } = source
  if (!closed) return ratePerSecond
  flow.calls.clear()
  flow.steps = mostSteps
  const answered = sharesOf(source).reduce(
    (sum, [journey, share]) => sum + share * callsMs(flow, id, journey, ratePerSecond * share, [id]),
    0,
  )
  const cycleMs = closed.think.meanMs + answered
  return cycleMs > 0 ? (closed.users * 1000) / cycleMs : ratePerSecond
}

/** The shares of a source's journeys, of one. */
function sharesOf({ journeys }: Source): [journey: string, share: number][] {
  const total = Object.values(journeys).reduce((sum, share) => sum + share, 0)
  return Object.entries(journeys).map(([journey, share]) => [journey, share / total])
}

/**
 * Mean calls for each request: as drawn, a proxy's chances normalised, on misses only where a cache answers the rest, and every
 * message to each consumer of a broker, or to one of those that share a queue, in full batches. `rate`: of the requests.
 */
function callsOf(flow: Flow, id: string, journey: string, rate: number): { connection: Connection; calls: number; order: number }[] {
  const behaviour = flow.behaviours.get(id)
  if (behaviour?.model === 'station' && behaviour.routing === 'none') return []
  const outgoing = flow.outgoing.get(id) ?? []
  const orders = callOrders(outgoing)
  const missed = behaviour?.model === 'station' && behaviour.cache ? 1 - expectedHitRatio(behaviour.cache, rate) : 1
  const callsAlong = (connection: Connection) =>
    behaviour?.model === 'broker' ? deliveries(behaviour, connection, outgoing.length) : made(connection, journey) * missed
  const all = outgoing.map((connection, i) => ({
    connection,
    calls: callsAlong(connection) * missesBefore(flow, connection, outgoing, journey, rate),
    order: orders[i] ?? i,
  }))
  const total = all.reduce((sum, { calls }) => sum + calls, 0)
  const forwards = behaviour?.model === 'station' && behaviour.routing === 'one'
  return forwards && total > 1 ? all.map((call) => ({ ...call, calls: call.calls / total })) : all
}

/** A fallback is called only where something has failed. */
function made(connection: Connection, journey: string): number {
  return connection.fallbackFor === undefined ? callsFor(connection, journey) : 0
}

function deliveries({ consumers, delivery }: Broker, connection: Connection, groups: number): number {
  const { size } = connection.batch ? toBatch(connection.batch) : delivery.batch
  return 1 / size / (consumers === 'shared' ? groups : 1)
}

/** Lookups for each request that find nothing in the cache whose misses this connection serves; 1 where it serves none. */
function missesBefore(flow: Flow, { onMiss }: Connection, siblings: Connection[], journey: string, rate: number): number {
  const lookup = siblings.find(({ to }) => to === onMiss)
  const cache = onMiss === undefined ? undefined : (flow.behaviours.get(onMiss) as Station | undefined)?.cache
  if (!lookup || !cache) return 1
  const lookups = callsFor(lookup, journey)
  if (lookups === 0) return 1
  return lookups * (1 - expectedHitRatio(cache, rate * lookups))
}

/** For how much longer than its work a request holds its worker: its calls, if the worker waits for them; a CPU works on others meanwhile. */
function waitMs(flow: Flow, id: string, journey: string, rate: number): number {
  const behaviour = flow.behaviours.get(id)
  const waits = behaviour?.model === 'station' && behaviour.holdsWorker && behaviour.cores === undefined
  flow.steps = mostSteps / (flow.rings.get(id)?.length ?? 1)
  return waits ? callsMs(flow, id, journey, rate, [id]) : 0
}

function workMs(flow: Flow, connection: Connection, journey: string): number {
  const target = flow.behaviours.get(connection.to)
  return !target || target.model === 'source' ? 0 : meanWorkMs(target, connection, journey)
}

/** How long a request's calls take without any waiting: steps add up, of calls made together the longest counts. */
function callsMs(flow: Flow, id: string, journey: string, rate: number, path: readonly string[]): number {
  const isAlone = flow.rings.get(id)?.length === 1
  const key = `${journey} ${id}`
  const known = isAlone ? flow.calls.get(key) : undefined
  if (known !== undefined) return known
  const ms = addCalls(flow, id, journey, flow.visits?.get(id)?.get(journey)?.rate ?? rate, path)
  if (isAlone) flow.calls.set(key, ms)
  return ms
}

function addCalls(flow: Flow, id: string, journey: string, rate: number, path: readonly string[]): number {
  const steps = new Map<number, number>()
  const forwards = (flow.behaviours.get(id) as Station | undefined)?.routing === 'one'
  for (const { connection, calls, order } of callsOf(flow, id, journey, rate)) {
    if (calls === 0 || path.includes(connection.to)) continue
    if (flow.rings.get(connection.to) === flow.rings.get(id) && !spend(flow)) continue
    const ms = (connection.parallel ? Math.min(1, calls) : calls) * callMs(flow, connection, journey, rate * calls, path)
    const step = forwards ? 0 : order
    steps.set(step, forwards ? (steps.get(step) ?? 0) + ms : Math.max(steps.get(step) ?? 0, ms))
  }
  return [...steps.values()].reduce((sum, ms) => sum + ms, 0)
}

function callMs(flow: Flow, connection: Connection, journey: string, rate: number, path: readonly string[]): number {
  const target = flow.behaviours.get(connection.to)
  const network = connection.latency === undefined ? 0 : 2 * toMilliseconds(connection.latency)
  if (!target || target.model === 'source') return network
  if (target.model === 'broker') return network + target.work.meanMs
  if (connection.mode === 'async') return network
  const ms = network + workMs(flow, connection, journey) + callsMs(flow, connection.to, journey, rate, [...path, connection.to])
  return connection.timeout === undefined ? ms : Math.min(ms, toMilliseconds(connection.timeout))
}
