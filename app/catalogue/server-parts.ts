import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { cpuField, given, imageField, limitsOf, memoryField, numberOf, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Broker, ContainerPlan, Hardening, Kind, RegistryImage, Station } from './component.ts'
import { databaseFields, primaryOf, rowsOf } from './database-fields.ts'
import { boundFields, boundOf, deliveryFields, deliveryOf } from './delivery-fields.ts'
import { repositoryOf } from './repository.ts'
import { limitFields, limitsOfServing, servingFields, servingOf } from './serving-fields.ts'

/** What kinds that stand for one server of a published product have in common, with the numbers in which they differ. */

export interface ServerDefaults {
  /** With its source where it is written. */
  work: Work
  /** One sentence on what is worked on. */
  working: string
  /** How many requests are served at once: a parameter of the design, or a number that follows from the product. */
  atOnce: number | { parameter: 'connections' | 'concurrency'; title: string; absent: number; unit: string; description: string }
  image: string
  /** Parameters of a database that has replicas, or of a cache that hits and misses. */
  also?: 'replication' | 'cache'
  routing?: Station['routing']
}

type ServerParts = Pick<Kind, 'parameters' | 'initial' | 'describe' | 'behaviour'>

/** A station of one replica that takes requests as they come and is never too full. */
export function serverParts({ work, working, atOnce, image, also, routing = 'each' }: ServerDefaults): ServerParts {
  const parameter = typeof atOnce === 'number' ? undefined : atOnce.parameter
  const concurrencyOf = (component: Component) =>
    typeof atOnce === 'number' ? atOnce : numberOf(component, atOnce.parameter, atOnce.absent)
  const unit = parameter === 'connections' && typeof atOnce !== 'number' ? atOnce.unit : 'at once'
  return {
    parameters: {
      work: workField(work, working),
      ...(typeof atOnce === 'number' ? {} : { [atOnce.parameter]: atOnceField(atOnce) }),
      ...(also === 'replication' ? databaseFields() : {}),
      ...(also === 'cache' ? { cache: cacheField() } : {}),
      ...servingFields(),
      image: imageField(image),
      cpu: cpuField(),
      memory: memoryField(),
    },
    initial: { ...(typeof atOnce === 'number' ? {} : { [atOnce.parameter]: atOnce.absent }), work },
    describe: (component) => `${concurrencyOf(component)} ${unit} · ${workTimeText(component, work)}`,
    behaviour: (component) => ({
      model: 'station',
      replicas: also === 'replication' ? 1 + numberOf(component, 'readReplicas', 0) : 1,
      concurrency: concurrencyOf(component),
      queueLimit: Number.POSITIVE_INFINITY,
      holdsWorker: true,
      work: workOf(component, work),
      failureRate: 0,
      routing,
      ...given('primary', also === 'replication' ? primaryOf(component) : undefined),
      ...given('rows', also === 'replication' ? rowsOf(component) : undefined),
      ...given('cache', also === 'cache' ? cacheOf(component) : undefined),
      ...servingOf(component, parameter),
    }),
  }
}

const atOnceField = ({ title, absent, unit, description }: Exclude<ServerDefaults['atOnce'], number>) =>
  count(1, 100_000).optional().meta({ title, absent, unit, section: 'Capacity', description })

export interface BrokerDefaults {
  work: Work
  /** Messages accepted at once. */
  acceptsAtOnce: number
  prefetch: number
  /** What the prefetch is called in this product, and what it means there. */
  prefetchTitle: string
  prefetching: string
  consumers: Broker['consumers']
  /** After which a message that was not done with is delivered again; absent: never. */
  visibilityTimeout?: string
  /** After which a message that nobody took is dropped, too long for any scenario; absent: never. */
  retention?: string
  /** Absent: nothing runs, so there is nothing to choose. */
  image?: string
}

/** A broker that keeps what it accepted until every consumer group has had it. */
export function brokerParts(defaults: BrokerDefaults): ServerParts {
  const { work, acceptsAtOnce, prefetch, prefetchTitle, prefetching, consumers, visibilityTimeout, retention, image } = defaults
  return {
    parameters: {
      work: workField(work, 'Time the broker takes to accept one message.'),
      prefetch: count(1, 65_535)
        .optional()
        .meta({ title: prefetchTitle, absent: prefetch, unit: 'messages', section: 'Capacity', description: prefetching }),
      ...boundFields(),
      ...deliveryFields(visibilityTimeout, retention),
      ...limitFields(),
      ...(image === undefined ? {} : { image: imageField(image), cpu: cpuField(), memory: memoryField() }),
    },
    initial: { prefetch },
    describe: (component) => `${prefetchTitle.toLowerCase()}: ${numberOf(component, 'prefetch', prefetch)}`,
    behaviour: (component) => ({
      model: 'broker',
      work: workOf(component, work),
      concurrency: acceptsAtOnce,
      ...boundOf(component),
      prefetch: numberOf(component, 'prefetch', prefetch),
      consumers,
      delivery: deliveryOf(component, visibilityTimeout),
      ...limitsOfServing(component),
    }),
  }
}

type ServerPlan = Pick<ContainerPlan, 'ports' | 'ready'> & Partial<ContainerPlan>

type PublishedImage = Omit<RegistryImage, 'from' | 'reference'> & { image: string }

/** One container of a published image, with the design's limits. */
export function toServerPlan(component: Component, published: PublishedImage, plan: ServerPlan): ContainerPlan {
  const { hardening, ...rest } = plan
  const { image, ...rights } = published
  const chosen = textOf(component, 'image') ?? image
  return {
    fidelity: 'real engine',
    env: {},
    files: {},
    volumes: [],
    replicas: 1,
    ...limitsOf(component),
    ...rest,
    ...hardeningFor(chosen, image, hardening),
    image: { from: 'registry', reference: chosen, ...rights },
    caveats: ['Requests take the time this machine needs, not the time the design gives them.', ...(plan.caveats ?? [])],
  }
}

/** What is known of the published image holds for its other versions too, but not for another make or another base system. */
export function hardeningFor(chosen: string, published: string, hardening: Hardening | undefined): { hardening?: Hardening } {
  const isOnAlpine = (reference: string) => reference.includes('alpine')
  const isAlike = repositoryOf(chosen) === repositoryOf(published) && isOnAlpine(chosen) === isOnAlpine(published)
  return hardening && isAlike ? { hardening } : {}
}

/** Whether something in the container listens on this port, for images that hold bash and no client small enough to ask more. */
export function listensOn(port: number, host = '127.0.0.1'): ContainerPlan['ready'] {
  return { probe: 'exec', command: ['bash', '-c', `exec 3<>/dev/tcp/${host}/${port}`] }
}
