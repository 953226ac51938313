import type { Behaviour, Skew } from '../../../app/catalogue/component.ts'
import { toSkew } from '../../../app/catalogue/key-skew.ts'
import type { Connection, Design } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'

/** How a caller shares its calls among replicas that it does not simply take turns with. Times are milliseconds. */
export interface Balancing {
  checks: { intervalMs: number; timeoutMs: number; unhealthy: number; healthy: number; panic: number } | null
  outliers: { consecutive: number; intervalMs: number; ejectionMs: number; longestMs: number; most: number } | null
  /** 0: a replica that comes has its whole share at once. */
  slowStartMs: number
  /** Of the replicas in order; 1 where there is none. */
  weights: number[]
  /** Which replica has a call's key; null: all have all. */
  shards: Skew | null
}

/** By connection; null: stopped replicas are passed over at once, and all others are alike. */
export function toBalancingTable({ components, connections = [] }: Design, behaviours: Behaviour[]): (Balancing | null)[] {
  const ids = Object.keys(components)
  return connections.map((connection) => {
    const [caller, target] = [connection.from, connection.to].map((id) => behaviours[ids.indexOf(id)])
    // A broker hands its messages out itself, and of a database with a primary the call decides who has it.
    if (caller.model === 'broker' || (target.model === 'station' && target.primary)) return null
    return toBalancing(connection)
  })
}

function toBalancing({ healthChecks, outliers, slowStart, weights, shards }: Connection): Balancing | null {
  if (!healthChecks && !outliers && slowStart === undefined && weights === undefined && !shards) return null
  return {
    checks: healthChecks
      ? {
          intervalMs: toMilliseconds(healthChecks.interval),
          timeoutMs: healthChecks.timeout === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(healthChecks.timeout),
          unhealthy: healthChecks.unhealthy ?? 3,
          healthy: healthChecks.healthy ?? 2,
          panic: healthChecks.panic ?? 0,
        }
      : null,
    outliers: outliers
      ? {
          consecutive: outliers.consecutive ?? 5,
          intervalMs: toMilliseconds(outliers.interval ?? '10s'),
          ejectionMs: toMilliseconds(outliers.ejection ?? '30s'),
          longestMs: toMilliseconds(outliers.longest ?? '5m'),
          most: outliers.most ?? 0.1,
        }
      : null,
    slowStartMs: slowStart === undefined ? 0 : toMilliseconds(slowStart),
    weights: weights ?? [],
    shards: shards ? toSkew(shards) : null,
  }
}
