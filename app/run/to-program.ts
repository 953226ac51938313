import { given } from '../catalogue/capacity-fields.ts'
import type { Behaviour, ContainerContext, Station } from '../catalogue/component.ts'
import { type Connection, connectionId, type Design } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { lookupOf, stubCacheOf } from './caches.ts'
import { callOrders } from './call-orders.ts'
import { fallbackOf } from './fallbacks.ts'
import { callsByJourney, journeysOf, pathByJourney } from './journeys.ts'
import { isStubProtocol, type LoadProgram, type ProgramCall, type ServiceProgram, type StubProtocol } from './program.ts'
import { loadPointsOf, type ResolvedScenario } from './scenario.ts'

/** What the stub runtime is told so that it plays this service. The component must be one that serves requests itself. */
export function toServiceProgram(design: Design, id: string, context: ContainerContext): ServiceProgram {
  const behaviour = context.behaviourOf(id)
  if (behaviour?.model !== 'station') throw new Error(`${id} serves no requests, so no program can play it`)
  const port = design.components[id]?.port
  return {
    role: 'service',
    component: id,
    port: typeof port === 'number' ? port : 8080,
    concurrency: finite(behaviour.concurrency),
    queueLimit: finite(behaviour.queueLimit),
    ...servingOf(behaviour),
    holdsWorker: behaviour.holdsWorker,
    work: behaviour.work,
    ...(behaviour.endpoints ? { endpoints: behaviour.endpoints } : {}),
    failureRate: behaviour.failureRate,
    calls: behaviour.routing === 'one' ? asChances(toCalls(design, context)) : toCalls(design, context),
    consumes: context.incoming.flatMap((connection) => toConsumption(connection, context)),
  }
}

/** What the stub runtime is told so that it plays this traffic. */
export function toLoadProgram(
  design: Design,
  id: string,
  scenario: ResolvedScenario,
  seed: number,
  context: ContainerContext,
): LoadProgram {
  const behaviour = context.behaviourOf(id)
  if (behaviour?.model !== 'source') throw new Error(`${id} is no traffic, so no program can play it`)
  const { ratePerSecond, arrivals, journeys, batch = 1, burst, closed, trace } = behaviour
  return {
    role: 'load',
    component: id,
    // Recorded arrivals cannot be handed over; the kind says so.
    ratePerSecond: trace ? 0 : ratePerSecond,
    arrivals: arrivals === 'constant' ? 'constant' : 'poisson',
    batch,
    ...(burst ? { burst } : {}),
    ...(closed ? { closed } : {}),
    journeys,
    scale: loadPointsOf(scenario, id),
    calls: toCalls(design, context),
    seed,
  }
}

function finite(count: number): number | null {
  return Number.isFinite(count) ? count : null
}

function servingOf({
  replicas,
  cores,
  latestFirst,
  priorities,
  queueTimeout,
  rateLimit,
  controlledDelay,
  adaptive,
  blocks,
}: Station): Pick<ServiceProgram, 'serving'> {
  const serving = {
    ...given('cores', cores),
    ...given('latestFirst', latestFirst),
    ...given('priorities', priorities),
    ...given('queueTimeout', queueTimeout),
    ...given('rateLimit', rateLimit && partOf(rateLimit, replicas)),
    ...given('controlledDelay', controlledDelay),
    ...given('adaptive', adaptive),
    ...given('blocks', blocks),
  }
  return Object.keys(serving).length === 0 ? {} : { serving }
}

/** A rate that all replicas have together, evenly shared by as many as are drawn: none knows of the others. */
function partOf({ ratePerSecond, burst }: { ratePerSecond: number; burst: number }, replicas: number) {
  return { ratePerSecond: ratePerSecond / replicas, burst: Math.max(1, burst / replicas) }
}

/** The queue that a broker keeps for one of its outgoing connections; the exchange is named like the broker. */
export function queueName(connection: Pick<Connection, 'from' | 'to'>): string {
  return `${connection.from}.${connection.to}`
}

/** Of who forwards to one: calls that add up to more than one in a journey are weights. */
function asChances(calls: ProgramCall[]): ProgramCall[] {
  const totals: Record<string, number> = {}
  for (const call of calls) for (const [journey, count] of Object.entries(call.calls)) totals[journey] = (totals[journey] ?? 0) + count
  return calls.map((call) => {
    const shares = Object.entries(call.calls).map(([journey, count]) => [journey, count / Math.max(1, totals[journey] ?? 1)])
    return { ...call, calls: Object.fromEntries(shares) }
  })
}

/** Calls that the runtime can make. The live run refuses the others before it starts; an export says that they are left out. */
function toCalls(design: Design, context: ContainerContext): ProgramCall[] {
  if (context.outgoing.length === 0) return []
  const orders = callOrders(context.outgoing)
  const journeys = journeysOf(design)
  return context.outgoing.flatMap((connection, index) => {
    const { protocol } = connection
    return isStubProtocol(protocol) && context.hasContainer(connection.to)
      ? [toCall(design, connection, protocol, orders[index] ?? index, journeys, context)]
      : []
  })
}

function toCall(
  design: Design,
  connection: Connection,
  protocol: StubProtocol,
  order: number,
  journeys: string[],
  context: ContainerContext,
): ProgramCall {
  const target = context.behaviourOf(connection.to)
  const fallback = fallbackOf(context.outgoing, connection)
  const lookup = lookupOf(design, connection, context.behaviourOf)
  return {
    connection: connectionId(connection),
    ...context.address(connection),
    protocol,
    mode: connection.mode ?? 'sync',
    order,
    calls: callsByJourney(journeys, connection),
    path: pathByJourney(journeys, connection),
    timeoutMs: connection.timeout === undefined ? null : toMilliseconds(connection.timeout),
    balance: connection.balance ?? 'round-robin',
    ...(connection.endpoints ? { endpoints: connection.endpoints } : {}),
    ...(connection.parallel ? { parallel: true } : {}),
    ...(connection.optional ? { optional: true } : {}),
    ...(fallback ? { fallback: connectionId(fallback) } : {}),
    ...(connection.fallbackFor === undefined ? {} : { standsIn: true }),
    ...given('cache', protocol === 'redis' ? stubCacheOf(design, connection.to, context.behaviourOf) : undefined),
    ...given('onMiss', lookup && connectionId(lookup)),
    ...(connection.retries ? { retries: connection.retries } : {}),
    ...(connection.breaker ? { breaker: connection.breaker } : {}),
    ...limitsOf(connection, context.behaviourOf(connection.from)),
    ...(target ? toClient(design, connection, protocol, target, context) : {}),
  }
}

/** What its caller does about calls that are slow, or too many. */
function limitsOf({ hedge, bulkhead, pool, rateLimit }: Connection, caller: Behaviour | undefined): Partial<ProgramCall> {
  const replicas = caller?.model === 'station' ? caller.replicas : 1
  return {
    ...given('hedge', hedge && { afterMs: toMilliseconds(hedge.after), attempts: hedge.attempts ?? 1 }),
    ...given('bulkhead', bulkhead),
    ...given(
      'pool',
      pool && {
        size: pool.size,
        queueLimit: pool.queueLimit ?? null,
        timeoutMs: pool.timeout === undefined ? null : toMilliseconds(pool.timeout),
        transaction: pool.transaction === true,
      },
    ),
    ...given('rateLimit', rateLimit && partOf({ ratePerSecond: rateLimit.rate, burst: rateLimit.burst }, replicas)),
  }
}

/** What a client of this protocol needs beside the address. */
function toClient(
  design: Design,
  connection: Connection,
  protocol: StubProtocol,
  target: Behaviour,
  context: ContainerContext,
): Partial<ProgramCall> {
  const password = () => context.secret(`${connection.to}-password`)
  switch (protocol) {
    case 'http':
    case 'redis':
      return {}
    case 'amqp':
      return { queue: connection.to, user: 'app', password: password() }
    case 'postgres':
      return {
        user: 'app',
        password: password(),
        database: 'app',
        ...(target.model === 'station'
          ? {
              statement: target.work,
              ...(target.endpoints ? { statements: target.endpoints } : {}),
              poolSize: connection.pool?.size ?? poolSize(design, connection.to, target, context),
            }
          : {}),
      }
  }
}

/**
 * Connections that one replica keeps to a store: an equal part of the store's, at least one, so that there are enough when there are as
 * many replicas as an autoscaler may start; of a database only its primary runs. In a run they are more, for what a replica does not use another may, and the mesh sees to it that all together are not more than there are.
 */
function poolSize(design: Design, store: string, target: Station, context: ContainerContext): number {
  const callers = (design.connections ?? []).filter((connection) => connection.to === store)
  const replicas = callers.reduce((sum, { from }) => {
    const behaviour = context.behaviourOf(from)
    if (behaviour?.model !== 'station') return sum + 1
    return sum + (context.autoscales ? Math.max(behaviour.replicas, behaviour.autoscale?.max ?? 0) : behaviour.replicas)
  }, 0)
  const all = target.concurrency * (target.primary ? 1 : target.replicas)
  const part = all / Math.max(1, replicas)
  return context.callers === 'simulation' ? Math.min(all, Math.ceil(2 * part) + 2) : Math.max(1, Math.floor(part))
}

function toConsumption(connection: Connection, context: ContainerContext): ServiceProgram['consumes'] {
  const broker = context.behaviourOf(connection.from)
  if (broker?.model !== 'broker' || connection.protocol !== 'amqp') return []
  return [
    {
      ...context.address(connection),
      queue: queueName(connection),
      user: 'app',
      password: context.secret(`${connection.from}-password`),
      prefetch: broker.prefetch,
    },
  ]
}
