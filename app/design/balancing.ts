import * as z from 'zod'
import { count, share, span } from './fields.ts'

/** How a caller finds out which replicas are to have its calls: the parts of a connection that are groups of fields. */

export const healthChecks = z.strictObject({
  interval: span().meta({ title: 'Every', examples: ['5s'], description: 'Each replica is asked so often whether it answers.' }),
  timeout: span().optional().meta({
    title: 'Timeout',
    description: 'An answer that takes longer counts as none; absent: only a replica that is dead or frozen gives none.',
  }),
  unhealthy: count(1, 100)
    .optional()
    .meta({ title: 'Unhealthy after', absent: 3, unit: 'checks', description: 'So many failed checks in a row take a replica out.' }),
  healthy: count(1, 100)
    .optional()
    .meta({ title: 'Healthy after', absent: 2, unit: 'checks', description: 'So many good checks in a row bring it back.' }),
  panic: share()
    .optional()
    .meta({ title: 'Panic below', absent: 0, description: 'Where fewer than this share of the replicas is healthy, all are tried.' }),
})
export type HealthChecks = z.infer<typeof healthChecks>

/** Outlier ejection by failures in a row, with the defaults of Envoy's `outlier_detection`. */
export const outliers = z.strictObject({
  consecutive: count(1, 1000)
    .optional()
    .meta({ title: 'Failures in a row', absent: 5, description: 'So many failed calls one after another eject a replica.' }),
  interval: span()
    .optional()
    .meta({ title: 'Looks every', absent: '10s', description: 'Replicas whose ejection is over come back at these times.' }),
  ejection: span().optional().meta({ title: 'Ejected for', absent: '30s', description: 'Times how often it was ejected already.' }),
  longest: span().optional().meta({ title: 'At most for', absent: '5m' }),
  most: share().optional().meta({ title: 'Ejected at most', absent: 0.1, description: 'Share of the replicas; one always may be.' }),
})
export type Outliers = z.infer<typeof outliers>

export const weights = z.array(z.number().positive().max(1_000_000)).min(1).max(100)
