import { isSource } from '../catalogue/behaviour-of.ts'
import { callsInOwnTime } from '../design/allowed-protocols.ts'
import { byCaller } from '../design/by-caller.ts'
import { connectionsFrom, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** Every component is reached by some traffic, else it idles through the run. */
export const componentUnreachable: Rule = {
  id: 'component-unreachable',
  severity: 'warning',
  check: (design) => {
    const sources = Object.keys(design.components).filter((id) => isSource(design.components[id]))
    if (sources.length === 0) return []
    const reached = reachedFrom(sources, design)
    return Object.keys(design.components)
      .filter((id) => !reached.has(id) && !isBusyByItself(design, id))
      .map((id) => ({
        message: `No traffic reaches ${id}.`,
        remedy: 'Connect it to what calls it, or take it out.',
        path: ['components', id],
        component: id,
      }))
  },
}

function reachedFrom(sources: string[], design: Design): Set<string> {
  const { components, connections = [] } = design
  const next = byCaller(connections)
  const reached = new Set(sources)
  // A set that grows while it is walked is walked to its end.
  for (const id of reached) {
    if (!callsInOwnTime(design, id)) for (const { to } of next.get(id) ?? []) reached.add(to)
    const deadLetter = Object.hasOwn(components, id) ? components[id]?.deadLetter : undefined
    if (typeof deadLetter === 'string') reached.add(deadLetter)
  }
  return reached
}

/** A scraper needs no traffic. */
function isBusyByItself(design: Design, id: string): boolean {
  return callsInOwnTime(design, id) && connectionsFrom(design, id).length > 0
}
