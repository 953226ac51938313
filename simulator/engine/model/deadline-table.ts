import type { Behaviour } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'
import type { LaneList } from './lane-list.ts'

/** Until when calls are wanted, and which callees are told that they are not wanted any more. */
export interface DeadlineTable {
  /** By connection: for how long a whole call, retries included, is wanted; Infinity: as long as its caller is. */
  ms: Float64Array
  lane: Int32Array
  /** 1: a call has a deadline, its own or that of the request that makes it. */
  has: Uint8Array
  /** 1: its callee is told when its caller has given up. */
  tells: Uint8Array
  /** By component: 1: its requests may be stopped. */
  stops: Uint8Array
}

export function toDeadlineTable(design: Design, behaviours: Behaviour[], lanes: LaneList): DeadlineTable {
  const connections = design.connections ?? []
  const ids = Object.keys(design.components)
  const behaviourOf = (id: string) => behaviours[ids.indexOf(id)]
  // A message that was accepted is on its own, and so is what nobody waits for.
  const waited = connections.map(
    ({ from, to, mode }) => mode !== 'async' && behaviourOf(from).model !== 'broker' && behaviourOf(to).model === 'station',
  )
  const ms = connections.map(({ deadline }, k) =>
    deadline === undefined || !waited[k] ? Number.POSITIVE_INFINITY : toMilliseconds(deadline),
  )
  const has = ms.map((each) => each < Number.POSITIVE_INFINITY)
  for (let grows = true; grows; ) {
    grows = false
    connections.forEach(({ from }, k) => {
      if (has[k] || !waited[k] || !connections.some((before, b) => has[b] && before.to === from)) return
      has[k] = true
      grows = true
    })
  }
  const tells = connections.map(({ cancels }, k) => cancels === true && waited[k])
  return {
    ms: Float64Array.from(ms),
    lane: Int32Array.from(ms, (each) => lanes.laneOf(each)),
    has: Uint8Array.from(has, Number),
    tells: Uint8Array.from(tells, Number),
    stops: Uint8Array.from(ids, (id) => Number(connections.some(({ to }, k) => to === id && (has[k] || tells[k])))),
  }
}
