import type { Design } from './design.ts'

/** What these components call, directly or through others, and who reaches them so; themselves included. */
export function reachOf(design: Design, ids: readonly string[]): Set<string> {
  const connections = design.connections ?? []
  const called = follow(ids, (id) => connections.filter(({ from }) => from === id).map(({ to }) => to))
  const callers = follow(ids, (id) => connections.filter(({ to }) => to === id).map(({ from }) => from))
  return new Set([...called, ...callers])
}

function follow(ids: readonly string[], next: (id: string) => string[]): Set<string> {
  const reached = new Set(ids)
  // A set that grows while it is walked is walked to its new end.
  for (const id of reached) for (const further of next(id)) reached.add(further)
  return reached
}
