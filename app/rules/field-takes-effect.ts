import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { Behaviour } from '../catalogue/component.ts'
import { type Component, type Connection, connectionId, type Design } from '../design/design.ts'
import type { DeliveryBatch, Work } from '../design/fields.ts'
import type { Rule } from './rule.ts'

/** A field means something beside the others: what a component says of itself, and what a connection says of the two it joins. */
export const fieldTakesEffect: Rule = {
  id: 'field-takes-effect',
  severity: 'warning',
  check: (design) => [
    ...Object.entries(design.components).flatMap(([id, component]) =>
      [...ofComponent(component, behaviourAt(design, id)), ...ofCache(design, id, behaviourAt(design, id))].map(
        ([field, reason, remedy]) => ({
          message: `${field} of ${id} ${reason}.`,
          remedy,
          path: ['components', id, ...field.split('.')],
          component: id,
        }),
      ),
    ),
    ...(design.connections ?? []).flatMap((connection, index) =>
      ofConnection(design, connection).map(([field, reason, remedy]) => ({
        message: `${field} of ${connectionId(connection)} has no effect: ${reason}.`,
        remedy,
        path: ['connections', index, field],
        connection: connectionId(connection),
      })),
    ),
    ...Object.entries(design.groups ?? {}).flatMap(([id, { kind, latency }]) =>
      latency === undefined || kind === 'zone'
        ? []
        : [
            {
              message: `latency of ${id} has no effect: it is no zone.`,
              remedy: 'Write kind: zone, or take it out.',
              path: ['groups', id, 'latency'],
            },
          ],
    ),
  ],
}

type Found = [field: string, reason: string, remedy: string]

function ofComponent(component: Component, behaviour: Behaviour | undefined): Found[] {
  const found: Found[] = []
  const { provisioned, replicas, failover, locking, connections } = component
  if (behaviour?.model === 'station') {
    const { instances, autoscale } = behaviour
    if (instances && typeof provisioned === 'number' && provisioned > instances.most) {
      found.push(['provisioned', `is more than it may have instances, which is ${instances.most}`, 'Raise maxInstances, or lower it.'])
    }
    if (autoscale && typeof replicas === 'number' && (replicas < autoscale.min || replicas > autoscale.max)) {
      const bounds = `${autoscale.min} to ${autoscale.max}`
      found.push(['replicas', `is outside of what its autoscaling allows, ${bounds}`, 'Choose a number between them, or take it out.'])
    }
    if (failover !== undefined && !behaviour.primary) {
      found.push(['failover', 'has no effect: there is no replica to take over', 'Give it readReplicas, or take failover out.'])
    }
    if (locking !== undefined && !behaviour.rows) {
      found.push(['locking', 'has no effect: no two calls are about the same row', 'Say with rows which they are about, or take it out.'])
    }
    if (connections !== undefined && behaviour.instances) {
      found.push(['connections', 'has no effect: one that pauses is predicted with a worker for each core', 'Take it out.'])
    }
  }
  const work = component.work as Work | undefined
  const distribution = work?.distribution ?? 'exponential'
  if (work?.cv !== undefined && distribution !== 'lognormal' && distribution !== 'gamma') {
    found.push(['work.cv', `has no effect: its work is ${distribution}`, 'Choose lognormal or gamma, or take cv out.'])
  }
  if (work?.samples !== undefined && distribution !== 'empirical') {
    found.push(['work.samples', `has no effect: its work is ${distribution}`, 'Choose empirical, or take samples out.'])
  }
  const batch = component.batch as DeliveryBatch | undefined
  if (behaviour?.model === 'broker' && batch && batch.size > behaviour.prefetch) {
    found.push([
      'batch.size',
      `is more than its prefetch of ${behaviour.prefetch}, so no batch is ever full`,
      'Raise the prefetch, or lower it.',
    ])
  }
  return found
}

/** What keeps others from fetching means something where anybody fetches. */
function ofCache({ connections = [] }: Design, id: string, behaviour: Behaviour | undefined): Found[] {
  if (behaviour?.model !== 'station' || behaviour.cache?.model !== 'keys') return []
  if (connections.some(({ from, onMiss }) => from === id || onMiss === id)) return []
  const { coalesce, staleMs } = behaviour.cache
  const reason = 'has no effect: nobody fetches what it misses, so that is there at once'
  const remedy = 'Connect it to what it reads from, or write onMiss on a connection of its caller.'
  return [...(coalesce ? ['cache.coalesce'] : []), ...(staleMs > 0 ? ['cache.staleFor'] : [])].map((field) => [field, reason, remedy])
}

function ofConnection(design: Design, connection: Connection): Found[] {
  const { from, to, mode, reads, batch, deadline, cancels } = connection
  const [caller, target] = [behaviourAt(design, from), behaviourAt(design, to)]
  const found: Found[] = []
  const tellsReads = target?.model === 'station' && (target.primary || target.throughput || target.rows)
  if (reads !== undefined && target && !tellsReads) {
    found.push(['reads', `${to} has no read replicas`, `Give ${to} readReplicas, or take reads out.`])
  }
  if (batch !== undefined && caller && caller.model !== 'broker') {
    found.push(['batch', `${from} is no broker`, 'Set it on the connection from the broker to its consumer.'])
  }
  for (const field of ['weights', 'healthChecks', 'outliers', 'slowStart', 'shards'] as const) {
    if (connection[field] === undefined || !(target?.model === 'station' && target.primary)) continue
    found.push([field, `of ${to} the primary or a read replica is called, as the call is`, 'Take it out.'])
  }
  const goesOn =
    mode === 'async' ? 'nobody waits for the answer' : target?.model === 'broker' ? 'an accepted message is on its own' : undefined
  if (goesOn !== undefined) {
    if (deadline !== undefined) found.push(['deadline', goesOn, 'Take it out, or set a timeout.'])
    if (cancels) found.push(['cancels', goesOn, 'Take it out.'])
  }
  return found
}
