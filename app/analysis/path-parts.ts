import type { PathShares } from '../run/result.ts'

/** Everything a journey's time went to, components and connections that hold back, the greatest share first; together 1. */
export function pathParts({ components, connections = {} }: PathShares): Record<string, number> {
  return Object.fromEntries([...Object.entries(components), ...Object.entries(connections)].sort(([, a], [, b]) => b - a))
}
