import type { Connection, Design } from '../design/design.ts'

/** The connection of the same caller that is called when this one's call has failed. */
export function fallbackOf(connections: readonly Connection[], { from, to }: Connection): Connection | undefined {
  return connections.find((other) => other.from === from && other.fallbackFor === to)
}

/** Whether requests of this design may be answered without all that they asked for. */
export function mayDegrade({ connections = [] }: Design): boolean {
  return connections.some(({ optional, fallbackFor }) => optional === true || fallbackFor !== undefined)
}
