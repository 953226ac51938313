import type { Behaviour } from '../../../app/catalogue/component.ts'
import { callsFor, type Design } from '../../../app/design/design.ts'
import { fallbackOf } from '../../../app/run/fallbacks.ts'

/** What a caller does when a call fails for good and the request need not. */
export interface FallbackTable {
  /** By connection: the one that is called instead; -1: none. */
  fallback: Int32Array
  /** Mean calls of a fallback for each call that failed, by connection x journeys + journey. */
  calls: Float64Array
  /** 1: the request goes on without an answer, degraded. */
  optional: Uint8Array
  /** 1: requests of the component, or of its callers' connections, may be answered degraded. */
  component: Uint8Array
  connection: Uint8Array
  /** Whether anybody's may. */
  any: boolean
}

export function toFallbackTable(design: Design, behaviours: Behaviour[], journeys: string[]): FallbackTable {
  const connections = design.connections ?? []
  const ids = Object.keys(design.components)
  const fallback = connections.map((connection) => {
    const other = fallbackOf(connections, connection)
    return other ? connections.indexOf(other) : -1
  })
  // Where the first call could be done without, so can what stands in for it, and what stands in for that.
  const optional = connections.map(({ optional }) => optional === true)
  for (let passes = 0; passes < connections.length; passes++) {
    fallback.forEach((other, k) => {
      if (other >= 0 && optional[k]) optional[other] = true
    })
  }
  const component = ids.map(() => false)
  const mayDegrade = (k: number) => {
    const [target, { mode, from }] = [ids.indexOf(connections[k].to), connections[k]]
    return mode !== 'async' && behaviours[ids.indexOf(from)].model !== 'broker' && component[target]
  }
  for (let grows = true; grows; ) {
    grows = false
    connections.forEach(({ from }, k) => {
      const caller = ids.indexOf(from)
      if (component[caller] || !(optional[k] || fallback[k] >= 0 || mayDegrade(k))) return
      component[caller] = true
      grows = true
    })
  }
  return {
    fallback: Int32Array.from(fallback),
    calls: Float64Array.from(connections.flatMap((connection) => journeys.map((journey) => callsFor(connection, journey)))),
    optional: Uint8Array.from(optional, Number),
    component: Uint8Array.from(component, Number),
    connection: Uint8Array.from(connections, (_, k) => Number(mayDegrade(k))),
    any: component.includes(true),
  }
}
