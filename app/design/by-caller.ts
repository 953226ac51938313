import type { Connection } from './design.ts'

/** Connections by the component they start at, each list in file order. */
export function byCaller(connections: Connection[]): Map<string, Connection[]> {
  return byEnd(connections, 'from')
}

/** Connections by the component they end at, each list in file order. */
export function byCallee(connections: Connection[]): Map<string, Connection[]> {
  return byEnd(connections, 'to')
}

function byEnd(connections: Connection[], end: 'from' | 'to'): Map<string, Connection[]> {
  const found = new Map<string, Connection[]>()
  for (const connection of connections) {
    const those = found.get(connection[end])
    if (those) those.push(connection)
    else found.set(connection[end], [connection])
  }
  return found
}
