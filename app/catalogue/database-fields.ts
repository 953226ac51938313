import type { Component } from '../design/design.ts'
import { count, duration } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { numberOf, textOf } from './capacity-fields.ts'
import type { Primary } from './component.ts'

/** A primary that takes the writes, and replicas that may be read from: parameters that databases share. */

export const databaseFields = () => ({
  readReplicas: count(0, 50).optional().meta({
    title: 'Read replicas',
    absent: 0,
    unit: 'replicas',
    section: 'Replication',
    description: 'Copies beside the primary; a connection says with reads which share of its calls may go to them.',
  }),
  failover: duration().optional().meta({
    title: 'Fails over in',
    section: 'Replication',
    description: 'A primary that was killed is replaced by a replica after this; absent: writes fail until it is back.',
  }),
  replicationLag: duration().optional().meta({
    title: 'Replication lag',
    absent: '0ms',
    section: 'Replication',
    description: 'How old what a replica answers may be. It changes no times.',
  }),
})

/** What a database's replication parameters say; undefined where the primary stands alone. */
export function primaryOf(component: Component): Primary | undefined {
  if (numberOf(component, 'readReplicas', 0) === 0) return undefined
  const failover = textOf(component, 'failover')
  return { failoverMs: failover === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(failover) }
}
