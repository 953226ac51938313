import { type Connection, connectionId, type Design } from '../design/design.ts'
import { removing } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waited-for.ts'

/** One layer of a chain of calls tries again; layers that all do multiply. */
export const retriesDoNotMultiply: Rule = {
  id: 'retries-do-not-multiply',
  severity: 'advice',
  help: {
    term: 'Retry amplification',
    why: 'Three layers that each try three times send 27 requests to the last one for a single request of a user, when it can bear them least. Let one layer try again, best the one next to what fails.',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
  check: (design) => {
    const before = retriesBefore(design)
    return (design.connections ?? []).flatMap((connection, index) => {
      const outer = before.get(connection.from) ?? []
      const all = [...outer, connection].map(({ retries }) => (retries?.attempts ?? 0) + 1)
      const product = all.reduce((left, right) => left * right, 1)
      if (!connection.retries || outer.length === 0 || !isWaitedFor(design, connection) || product < 9) return []
      const [outermost] = outer
      return [
        {
          message: `Retries multiply on the way to ${connection.to}: ${all.join(' × ')} = ${product} requests there for one of ${outermost?.from}.`,
          remedy: 'Let one layer try again.',
          path: ['connections', index],
          connection: connectionId(connection),
          fix: removing('Do not retry here too', ['connections', connectionId(connection), 'retries']),
        },
      ]
    })
  },
}

/** More calls in a row are no sane design. */
const longestWay = 20

/** Of each component the connections that try again on the way there, on the way where that multiplies most; outermost first. */
function retriesBefore(design: Design): Map<string, Connection[]> {
  const calls = (design.connections ?? []).filter((connection) => isWaitedFor(design, connection))
  const most = new Map<string, Connection[]>()
  if (!calls.some(({ retries }) => retries)) return most
  // Each round carries the product one call further.
  for (let round = 0; round < longestWay; round++) {
    let grew = false
    for (const connection of calls) {
      const before = most.get(connection.from) ?? []
      const all = connection.retries && !before.includes(connection) ? [...before, connection] : before
      if (productOf(all) <= productOf(most.get(connection.to) ?? [])) continue
      most.set(connection.to, all)
      grew = true
    }
    if (!grew) break
  }
  return most
}

function productOf(connections: Connection[]): number {
  return connections.reduce((product, { retries }) => product * ((retries?.attempts ?? 0) + 1), 1)
}
