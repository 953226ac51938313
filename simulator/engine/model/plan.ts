import type { Behaviour } from '../../../app/catalogue/component.ts'
import { type Connection, callsFor, type Design } from '../../../app/design/design.ts'
import { callOrders } from '../../../app/run/call-orders.ts'
import { lookupSlots } from './connection-table.ts'
import type { Plan } from './model.ts'

interface Branch {
  connection: number
  calls: number
  missOf: number
}

/** Lays out, for every component and journey, which calls are made in which order. */
export function toPlan(design: Design, behaviours: Behaviour[], journeys: string[]): Plan {
  const firstStep: number[] = []
  const endStep: number[] = []
  const firstBranch: number[] = []
  const endBranch: number[] = []
  const connection: number[] = []
  const calls: number[] = []
  const missOf: number[] = []
  const outgoing: Int32Array[] = []
  Object.keys(design.components).forEach((id, component) => {
    const own = (design.connections ?? []).map((c, index) => ({ c, index })).filter(({ c }) => c.from === id)
    outgoing.push(Int32Array.from(own, ({ index }) => index))
    for (const journey of journeys) {
      firstStep.push(firstBranch.length)
      for (const step of stepsFor(own, behaviours[component], journey)) {
        firstBranch.push(connection.length)
        for (const branch of step) {
          connection.push(branch.connection)
          calls.push(branch.calls)
          missOf.push(branch.missOf)
        }
        endBranch.push(connection.length)
      }
      endStep.push(firstBranch.length)
    }
  })
  return {
    firstStep: Int32Array.from(firstStep),
    endStep: Int32Array.from(endStep),
    firstBranch: Int32Array.from(firstBranch),
    endBranch: Int32Array.from(endBranch),
    connection: Int32Array.from(connection),
    calls: Float64Array.from(calls),
    missOf: Int32Array.from(missOf),
    outgoing,
  }
}

function stepsFor(own: { c: Connection; index: number }[], behaviour: Behaviour, journey: string): Branch[][] {
  if (behaviour.model === 'broker' || (behaviour.model === 'station' && behaviour.routing === 'none')) return []
  const drawn = own.map(({ c }) => c)
  const orders = callOrders(drawn)
  const slots = lookupSlots(drawn, drawn[0]?.from ?? '')
  // Where a journey asks no cache, what it would have fetched on a miss it always calls.
  const looksUp = (cache: string) => own.some(({ c }) => c.to === cache && callsFor(c, journey) > 0)
  const branches = own.map(({ c, index }, i) => ({
    connection: index,
    calls: callsFor(c, journey),
    order: orders[i],
    missOf: c.onMiss !== undefined && looksUp(c.onMiss) ? slots.indexOf(c.onMiss) : -1,
  }))
  // A fallback is no step of its own: it is called where what it stands in for has failed.
  const made = branches.filter(({ calls }, i) => calls > 0 && own[i].c.fallbackFor === undefined)
  if (behaviour.model === 'station' && behaviour.routing === 'one') return made.length > 0 ? [toChances(made)] : []
  const steps = new Map<number, Branch[]>()
  for (const branch of made) steps.set(branch.order, [...(steps.get(branch.order) ?? []), branch])
  return [...steps.entries()].sort(([a], [b]) => a - b).map(([, step]) => step)
}

/** A proxy's chances; where they add up to more than one they are weights. */
function toChances(branches: Branch[]): Branch[] {
  const total = branches.reduce((sum, { calls }) => sum + calls, 0)
  return total > 1 ? branches.map((branch) => ({ ...branch, calls: branch.calls / total })) : branches
}
