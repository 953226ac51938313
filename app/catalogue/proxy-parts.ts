import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { counted } from '../run/figures.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { cpuField, given, imageField, memoryField, numberOf, replicasField, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerContext, Kind } from './component.ts'
import { routingCaveats } from './gateway-routes.ts'
import { servingFields, servingOf } from './serving-fields.ts'

export interface ProxyDefaults {
  /** As in `Time nginx itself takes for one request`. */
  name: string
  work: Work
  concurrency: number
  image: string
  /** Whether it can answer from a cache of its own. */
  caches: boolean
}

/** What kinds that forward a request to one of their targets have in common. */
export function proxyParts(
  defaults: ProxyDefaults,
): Pick<Kind, 'family' | 'parameters' | 'initial' | 'accepts' | 'offers' | 'describe' | 'behaviour'> {
  const { name, work, concurrency, image, caches } = defaults
  return {
    family: 'gateway',
    parameters: {
      replicas: replicasField(),
      concurrency: count(1, 100_000).optional().meta({
        title: 'Concurrency',
        absent: concurrency,
        unit: 'requests',
        section: 'Capacity',
        description: 'Requests one replica has in hand at once.',
      }),
      work: workField(work, `Time ${name} itself takes for one request.`),
      ...(caches ? { cache: cacheField() } : {}),
      ...servingFields(),
      image: imageField(image),
      cpu: cpuField(),
      memory: memoryField(),
    },
    initial: { replicas: 1 },
    accepts: ['http'],
    offers: ['http'],
    describe: (component) => `${counted(numberOf(component, 'replicas', 1), 'replica')} · ${workTimeText(component, work)}`,
    behaviour: (component) => ({
      model: 'station',
      replicas: numberOf(component, 'replicas', 1),
      concurrency: numberOf(component, 'concurrency', concurrency),
      queueLimit: Number.POSITIVE_INFINITY,
      // A request occupies its connection until the answer has passed.
      holdsWorker: true,
      work: workOf(component, work),
      failureRate: 0,
      routing: 'one',
      ...given('cache', caches ? cacheOf(component) : undefined),
      ...servingOf(component),
    }),
  }
}

/** As many threads or processes as it may use cores; undefined: as many as the machine has. */
export function coresOf(component: Component): number | undefined {
  return typeof component.cpu === 'number' ? Math.max(1, Math.ceil(component.cpu)) : undefined
}

/** How one product differs from another in what it does otherwise than drawn. */
export interface ProxyWays {
  name: string
  /** What of a connection it cannot do. */
  unable: ('retries' | 'breaker')[]
  /** What its timeout is counted over. */
  countedOver: string
  /** Where the addresses of load balancers stand. */
  balancersIn: string
}

/** What this proxy does otherwise than drawn. In a run, requests are routed as the simulation says. */
export function gatewayCaveats(context: ContainerContext, { name, unable: fields, countedOver, balancersIn }: ProxyWays): string[] {
  if (context.callers === 'simulation') return predictedOnly(name, context, fields)
  const http = context.outgoing.filter(({ protocol }) => protocol === 'http')
  const [timed, endless] = [http.filter(({ timeout }) => timeout !== undefined), http.filter(({ timeout }) => timeout === undefined)]
  const names = (connections: typeof http) => connections.map(({ to }) => to).join(', ')
  return [
    ...predictedOnly(name, context, fields),
    ...routingCaveats(context),
    ...(timed.length > 0 ? [`${name} counts its timeout towards ${names(timed)} ${countedOver}, not over the whole of a call.`] : []),
    ...(endless.length > 0 ? [`No timeout is given towards ${names(endless)}: ${name} waits up to ten minutes.`] : []),
    ...believed(context.callers.balancers, balancersIn),
  ]
}

function believed(balancers: string[], balancersIn: string): string[] {
  if (balancers.length === 0) return []
  const ranges = new Intl.ListFormat('en').format(balancers)
  return [
    `From ${ranges} X-Forwarded-For, -Proto and -Port are believed, for a load balancer may stand at any of these addresses: write its own in ${balancersIn}, above all where it passes on connections as they come (layer 4) and what calls from outside seems to come from inside.`,
  ]
}

/** What of its outgoing connections this proxy cannot do as drawn. */
function predictedOnly(name: string, { outgoing }: ContainerContext, fields: ('retries' | 'breaker')[]): string[] {
  const words = { retries: 'retries', breaker: 'circuit breakers', optional: 'optional calls', fallbackFor: 'fallback calls' }
  return [...fields, 'optional' as const, 'fallbackFor' as const].flatMap((field) => {
    const having = outgoing.filter((connection) => connection[field] !== undefined).map(({ to }) => to)
    return having.length === 0 ? [] : [`${name} makes no ${words[field]} towards ${having.join(', ')}; they are predicted only.`]
  })
}
