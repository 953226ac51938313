import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, type KeySkew, keySkew } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { numberOf, textOf } from './capacity-fields.ts'
import type { Primary, Rows } from './component.ts'
import { toSkew } from './key-skew.ts'

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
    description: 'How old what a replica answers may be. It changes no times; with rows, what it makes stale is counted.',
  }),
  ...rowFields(),
})

/** Which rows calls are about, and what becomes of calls that write the same one. */
export const rowFields = () => ({
  rows: z.strictObject(keySkew).optional().meta({
    title: 'Rows',
    section: 'Rows',
    description: 'The rows that calls are about, each about one of them, and how unevenly. Absent: no two calls are about the same.',
  }),
  locking: z.enum(['optimistic']).optional().meta({
    title: 'Locking',
    section: 'Rows',
    description: 'optimistic: a write fails with a conflict where another has changed its row since it began. Absent: it never does.',
  }),
})

/** What a database's replication parameters say; undefined where the primary stands alone. */
export function primaryOf(component: Component): Primary | undefined {
  if (numberOf(component, 'readReplicas', 0) === 0) return undefined
  const failover = textOf(component, 'failover')
  return { failoverMs: failover === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(failover) }
}

/** What a database's rows come to; undefined where no two calls are about the same. */
export function rowsOf(component: Component): Rows | undefined {
  const rows = component.rows as KeySkew | undefined
  if (!rows) return undefined
  return {
    skew: toSkew(rows),
    optimistic: component.locking === 'optimistic',
    lagMs: toMilliseconds(textOf(component, 'replicationLag') ?? '0ms'),
  }
}
