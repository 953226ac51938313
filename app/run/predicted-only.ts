import { behaviourOf } from '../catalogue/behaviour-of.ts'
import { type Component, type Connection, connectionId, connectionsTo, type Design } from '../design/design.ts'
import { isStub } from './beyond-stub.ts'
import { lookupOf, stubCacheOf } from './caches.ts'

/** A field that containers do not act on. */
export interface PredictedOnly {
  /** The component's or the group's id, or the connection as `a->b`. */
  where: string
  /** As a person reads it. */
  name: string
  field: string
  /** What happens in containers, as the end of a sentence. */
  instead: string
}

const ofComponents: Record<string, string> = {
  autoscale: 'the number of replicas stays as drawn',
  cache: 'what a cache answers and what it misses is up to the container and its callers',
  coldStart: 'one container per replica is there from the start',
  keepWarm: 'one container per replica is there from the start',
  provisioned: 'one container per replica is there from the start',
  readReplicas: 'the primary runs alone',
  failover: 'the primary runs alone',
  replicationLag: 'the primary runs alone',
  visibilityTimeout: 'the broker waits until a message is acknowledged',
  maxReceives: 'a message whose handling failed is dropped',
  deadLetter: 'a message whose handling failed is dropped',
  batch: 'messages are handed over one by one',
  poll: 'messages are pushed at once',
  retention: 'messages are kept',
  partitions: 'the container hands messages over as it is set up by itself',
  discipline: 'the first in line is served first',
  priorities: 'the first in line is served first',
  queueTimeout: 'requests wait until they are served',
  rateLimit: 'all requests are taken',
  breakdowns: 'replicas do not break down by themselves',
  controlledDelay: 'requests wait until they are served',
  adaptiveConcurrency: 'requests are taken as the concurrency and the queue limit say',
  rows: 'which rows are read and written is up to the container and its callers',
  locking: 'what happens to writes of one row is up to the container and its callers',
  whenFull: 'what comes to a full queue is rejected where it has a limit at all',
}

const ofConnections: Record<string, string> = {
  onMiss: 'it is called for every request',
  reads: 'all calls go to the primary',
  batch: 'messages are handed over one by one',
  deadline: 'each attempt has its timeout, and callees work on',
  cancels: 'the callee works on',
  compensated: 'what was done stays when the request fails',
  handshake: 'connections are set up as fast as this machine does it, without TLS',
  hedge: 'each call has one attempt at a time',
  bulkhead: 'any number of calls is under way',
  pool: 'the runtime keeps as many connections as it needs',
  rateLimit: 'all calls are made',
  weights: 'all replicas have the same share',
  healthChecks: 'a replica that is stopped is passed over at once',
  outliers: 'a replica that fails keeps its share',
  slowStart: 'a replica that comes has its whole share at once',
  shards: 'any replica answers any call',
}

const ofGroups: Record<string, string> = {
  latency: 'all containers are on this machine',
}

const byOwner = { component: ofComponents, connection: ofConnections, group: ofGroups }

/** What a run does itself, beside the containers; nobody does it beside those of a Compose file. */
const playedByRuns = ['autoscale']

/** What the stub runtime does of its own component and of the connections that it calls over; other images do what they do. */
const playedByStubs: Record<keyof typeof byOwner, readonly string[]> = {
  component: ['cache', 'discipline', 'priorities', 'queueTimeout', 'rateLimit', 'controlledDelay', 'adaptiveConcurrency', 'whenFull'],
  connection: ['onMiss', 'hedge', 'bulkhead', 'pool', 'rateLimit'],
  group: [],
}

const sharedAtFirst = 'each replica lets through its part of the rate for as many as there are at first, and more replicas let more through'

/** What containers do instead of what a field says; undefined: there are some that do what it says. */
export function insteadOf(owner: keyof typeof byOwner, field: string, where: 'run' | 'compose'): string | undefined {
  if (where === 'run' && playedByRuns.includes(field)) return undefined
  if (playedByStubs[owner].includes(field)) return undefined
  const fields = byOwner[owner]
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}

/** Every such field that a design sets, in the containers of a run or of a Compose file. */
export function predictedOnly(design: Design, where: 'run' | 'compose'): PredictedOnly[] {
  const components = Object.entries(design.components).map(([id, component]) => ({
    where: id,
    name: component.name ?? id,
    owner: component,
    player: id,
  }))
  const connections = (design.connections ?? []).map((connection) => {
    const id = connectionId(connection)
    return { where: id, name: id, owner: connection, player: connection.from }
  })
  const zones = Object.entries(design.groups ?? {}).map(([id, group]) => ({ where: id, name: group.name ?? id, owner: group, player: '' }))
  const behaviours = (id: string) => behaviourOf(design.components[id])
  const byStub = (owner: keyof typeof byOwner, { owner: fields, player }: Owned, field: string) => {
    if (!playedByStubs[owner].includes(field)) return false
    // A cache is what those who call it make of it.
    if (field === 'cache')
      return (
        stubCacheOf(design, player, behaviours) !== undefined && connectionsTo(design, player).every(({ from }) => isStub(design, from))
      )
    return isStub(design, player) && (field !== 'onMiss' || lookupOf(design, fields as Connection, behaviours) !== undefined)
  }
  const insteadFor = (owner: keyof typeof byOwner, each: Owned, field: string, instead: string) => {
    if (!byStub(owner, each, field)) return instead
    // Stubs are told their part once, and do not know of each other.
    return where === 'run' && field === 'rateLimit' && design.components[each.player]?.autoscale !== undefined ? sharedAtFirst : undefined
  }
  const found = (owner: keyof typeof byOwner, owned: Owned[]) =>
    Object.entries(byOwner[owner]).flatMap(([field, asOthers]) =>
      owned.flatMap((each) => {
        const instead = isSet(each.owner, field) ? insteadFor(owner, each, field, asOthers) : undefined
        return instead === undefined ? [] : [{ where: each.where, name: each.name, field, instead }]
      }),
    )
  const all = [...found('component', components), ...found('connection', connections), ...found('group', zones)]
  return where === 'compose' ? all : all.filter(({ field }) => !playedByRuns.includes(field))
}

const ofCallers = [
  'deadline',
  'cancels',
  'compensated',
  'hedge',
  'bulkhead',
  'pool',
  'rateLimit',
  'weights',
  'healthChecks',
  'outliers',
  'slowStart',
  'shards',
  'handshake',
  'onMiss',
  'reads',
] as const

/** Where connections are not made on this machine alone, and programs of the person's own and managed stores run. */
const onPlatforms: Record<string, string> = {
  ...ofComponents,
  ...ofConnections,
  handshake: 'connections are set up as fast as the network and the other end allow',
  onMiss: 'when it is called is up to the program of its caller',
  pool: 'how many connections are kept is up to the program of its caller',
  reads: 'which calls read is up to the program of its caller',
  replicationLag: 'how far a replica lags is up to what runs there',
  breakdowns: 'nothing is broken on purpose',
}

/** What callers do in the prediction and no platform does: said of a connection by exports to one. */
export function unplayedPolicies(connection: Connection): { field: string; instead: string }[] {
  return ofCallers.flatMap((field) => (connection[field] === undefined ? [] : [{ field, instead: onPlatforms[field] ?? '' }]))
}

/** What a component does in the prediction and is given on no platform: said of it by exports to one. */
export function unplayedFields(component: Component): { field: string; instead: string }[] {
  return ['rows', 'locking', 'replicationLag', 'breakdowns'].flatMap((field) =>
    component[field] === undefined ? [] : [{ field, instead: onPlatforms[field] ?? '' }],
  )
}

interface Owned {
  where: string
  name: string
  owner: object
  /** The component whose container would have to play it. */
  player: string
}

/**
 * A batch of messages has a size, and partitions of a broker a count; traffic has batches too, and a table partitions, which are plain
 * numbers.
 */
function isSet(owner: object, field: string): boolean {
  const value = (owner as Record<string, unknown>)[field]
  return value !== undefined && !(['batch', 'partitions'].includes(field) && typeof value === 'number')
}
