import type { Design } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'
import { zonesOf } from '../../../app/run/fault-target.ts'
import type { ComponentTable } from './model.ts'

/** Zones that are some way apart. */
export interface ZoneTable {
  /** By replica; -1: it is in no zone, and as near to all of them. */
  zone: Int32Array
  /** By zone x zones + zone: milliseconds one way. */
  apartMs: Float64Array
  zones: number
}

/** Null where no zone is said to be away from others. The replicas of a component are spread over its zones in turn. */
export function toZoneTable(design: Design, { ids, firstReplica, mostReplicas }: ComponentTable): ZoneTable | null {
  const zones = Object.entries(design.groups ?? {}).filter(([, { kind }]) => kind === 'zone')
  const away = zones.map(([, { latency }]) => (latency === undefined ? 0 : toMilliseconds(latency)))
  if (!away.some((ms) => ms > 0)) return null
  const zone = new Int32Array(mostReplicas.reduce((sum, n) => sum + n, 0)).fill(-1)
  ids.forEach((id, c) => {
    const within = zonesOf(design, id).map((name) => zones.findIndex(([other]) => other === name))
    if (within.length === 0) return
    for (let r = 0; r < mostReplicas[c]; r++) zone[firstReplica[c] + r] = within[r % within.length] as number
  })
  return {
    zone,
    apartMs: Float64Array.from(away.flatMap((from, a) => away.map((to, b) => (a === b ? 0 : Math.max(from, to))))),
    zones: zones.length,
  }
}
