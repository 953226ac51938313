import type { Connection } from './design.ts'

/** Connections by the component they start at, each list in file order. */
export function byCaller(connections: Connection[]): Map<string, Connection[]> {
  const calls = new Map<string, Connection[]>()
  for (const connection of connections) {
    const those = calls.get(connection.from)
    if (those) those.push(connection)
    else calls.set(connection.from, [connection])
  }
  return calls
}
