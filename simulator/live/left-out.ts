import { connectionId, type Design } from '../../app/design/design.ts'
import { groupMembers } from '../../app/run/fault-target.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'

/** Fields that only the prediction acts on, and what the live run does instead. */
const ofComponents: Record<string, string> = {
  autoscale: 'the number of replicas stays as drawn',
  cache: 'what a cache answers and what it misses is up to the container and its callers',
  coldStart: 'one container per replica is there from the start',
  readReplicas: 'the primary runs alone',
  visibilityTimeout: 'the broker waits until a message is acknowledged',
  maxReceives: 'a message whose handling failed is dropped',
  deadLetter: 'a message whose handling failed is dropped',
  batch: 'messages are handed over one by one',
  poll: 'messages are pushed at once',
  retention: 'messages are kept',
  discipline: 'the first in line is served first',
  queueTimeout: 'requests wait until they are served',
  rateLimit: 'all requests are taken',
  breakdowns: 'replicas do not break down by themselves',
}

const ofConnections: Record<string, string> = {
  onMiss: 'it is called for every request',
  reads: 'all calls go to the primary',
  batch: 'messages are handed over one by one',
  hedge: 'each call has one attempt at a time',
  bulkhead: 'any number of calls is under way',
  pool: 'the runtime keeps as many connections as it needs',
  rateLimit: 'all calls are made',
  loss: 'the network loses nothing',
  bandwidth: 'the link is as wide as the network of the machine',
}

/** What the live engine does not do of what the design says, in one sentence for each field, so that nothing is silently dropped. */
export function leftOut(design: Design, scenario: ResolvedScenario): string[] {
  const components = Object.entries(design.components).map(([id, component]) => [component.name ?? id, component] as const)
  const connections = (design.connections ?? []).map((connection) => [connectionId(connection), connection] as const)
  return [...sentences(ofComponents, components), ...sentences(ofConnections, connections), ...ofZones(design, scenario)]
}

/** Containers are in no zone, so a fault strikes all that a component has. */
function ofZones(design: Design, { faults }: ResolvedScenario): string[] {
  const zones = Object.entries(design.groups ?? {}).flatMap(([id, { kind }]) => (kind === 'zone' ? [id] : []))
  return faults.flatMap(({ fault, components }) => {
    const shared = components.filter((id) => zones.filter((zone) => groupMembers(design, zone).includes(id)).length > 1)
    if (!zones.includes(fault.target) || shared.length === 0) return []
    return [
      `The ${fault.kind} fault on ${fault.target} at ${fault.at} strikes all replicas of ${shared.join(', ')} live, in whichever zone.`,
    ]
  })
}

function sentences(fields: Record<string, string>, owners: (readonly [name: string, fields: object])[]): string[] {
  return Object.entries(fields).flatMap(([field, instead]) => {
    const having = owners.filter(([, owner]) => isSet(owner, field)).map(([name]) => name)
    return having.length === 0 ? [] : [`${field} of ${having.join(', ')} is predicted only: live, ${instead}.`]
  })
}

/** A batch of messages has a size; traffic has batches too, which are plain numbers. */
function isSet(owner: object, field: string): boolean {
  const value = (owner as Record<string, unknown>)[field]
  return value !== undefined && !(field === 'batch' && typeof value === 'number')
}
