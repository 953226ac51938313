import { connectionId, type Design } from '../../app/design/design.ts'

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
}

const ofConnections: Record<string, string> = {
  onMiss: 'it is called for every request',
  reads: 'all calls go to the primary',
  batch: 'messages are handed over one by one',
}

/** What the live engine does not do of what the design says, in one sentence for each field, so that nothing is silently dropped. */
export function leftOut(design: Design): string[] {
  const components = Object.entries(design.components).map(([id, component]) => [component.name ?? id, component] as const)
  const connections = (design.connections ?? []).map((connection) => [connectionId(connection), connection] as const)
  return [...sentences(ofComponents, components), ...sentences(ofConnections, connections)]
}

function sentences(fields: Record<string, string>, owners: (readonly [name: string, fields: object])[]): string[] {
  return Object.entries(fields).flatMap(([field, instead]) => {
    const having = owners.filter(([, owner]) => field in owner).map(([name]) => name)
    return having.length === 0 ? [] : [`${field} of ${having.join(', ')} is predicted only: live, ${instead}.`]
  })
}
