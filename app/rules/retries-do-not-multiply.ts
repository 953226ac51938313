import { type Connection, connectionId, connectionsTo, type Design } from '../design/design.ts'
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
    const known = new Map<string, Connection[]>()
    return (design.connections ?? []).flatMap((connection, index) => {
      const before = retriesBefore(design, connection.from, known, new Set())
      const all = [...before, connection].map(({ retries }) => (retries?.attempts ?? 0) + 1)
      const product = all.reduce((left, right) => left * right, 1)
      if (!connection.retries || before.length === 0 || !isWaitedFor(design, connection) || product < 9) return []
      const [outermost] = before
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

/** The connections that try again on the way here, on the way where that multiplies most; outermost first. */
function retriesBefore(design: Design, id: string, known: Map<string, Connection[]>, way: ReadonlySet<string>): Connection[] {
  const found = known.get(id)
  if (found || way.has(id)) return found ?? []
  let most: Connection[] = []
  for (const connection of connectionsTo(design, id)) {
    if (!isWaitedFor(design, connection)) continue
    const before = retriesBefore(design, connection.from, known, new Set([...way, id]))
    const all = connection.retries ? [...before, connection] : before
    if (productOf(all) > productOf(most)) most = all
  }
  known.set(id, most)
  return most
}

function productOf(connections: Connection[]): number {
  return connections.reduce((product, { retries }) => product * ((retries?.attempts ?? 0) + 1), 1)
}
