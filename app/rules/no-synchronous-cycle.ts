import { type Connection, connectionId, type Design } from '../design/design.ts'
import type { Finding, Rule } from './rule.ts'
import { waitedForByCaller } from './waited-for.ts'

/** No component waits, over any way, for itself: such a request would never be answered. Messages and async calls wait for nobody. */
export const noSynchronousCycle: Rule = {
  id: 'no-synchronous-cycle',
  severity: 'error',
  check: (design) => {
    const waits = waitedForByCaller(design)
    const done = new Set<string>()
    return Object.keys(design.components).flatMap((id) => {
      const cycle = done.has(id) ? undefined : findCycle(id, waits, done)
      return cycle ? [toFinding(cycle, design)] : []
    })
  },
}

/** Depth first without recursion, since a design can be a chain of thousands. `done` collects what no cycle passes any more. */
function findCycle(start: string, calls: Map<string, Connection[]>, done: Set<string>): Connection[] | undefined {
  const way: { id: string; next: number; by?: Connection }[] = [{ id: start, next: 0 }]
  const onWay = new Set([start])
  while (way.length > 0) {
    const here = way[way.length - 1]
    if (!here) break
    const call = calls.get(here.id)?.[here.next]
    here.next += 1
    if (!call) {
      done.add(here.id)
      onWay.delete(here.id)
      way.pop()
    } else if (onWay.has(call.to)) {
      for (const { id } of way) done.add(id)
      const from = way.findIndex(({ id }) => id === call.to)
      return [...way.slice(from + 1).flatMap(({ by }) => (by ? [by] : [])), call]
    } else if (!done.has(call.to)) {
      onWay.add(call.to)
      way.push({ id: call.to, next: 0, by: call })
    }
  }
  return undefined
}

function toFinding(cycle: Connection[], design: Design): Finding {
  const last = cycle.at(-1) as Connection
  const names = [...cycle.map(({ from }) => from), last.to]
  return {
    message: `These wait for one another in a circle: ${names.join(' -> ')}.`,
    remedy: `Make one of the calls async, such as ${connectionId(last)}, or put a queue there.`,
    path: ['connections', (design.connections ?? []).indexOf(last)],
    connection: connectionId(last),
  }
}
