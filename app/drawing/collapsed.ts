import { componentsIn } from '../design/components-in.ts'
import type { Design, Position } from '../design/design.ts'
import { toBoundary } from './boundary.ts'

/** Each component that a collapsed group hides, with the outermost group that does. A zone holds replicas and hides nothing. */
export function collapsedBy(design: Design): Map<string, string> {
  const collapsed = Object.entries(design.groups ?? {}).filter(([, { collapsed, kind }]) => collapsed === true && kind !== 'zone')
  const largestFirst = collapsed
    .map(([id]) => ({ id, components: componentsIn(design, id) }))
    .sort((a, b) => b.components.length - a.components.length)
  const hidden = new Map<string, string>()
  for (const { id, components } of largestFirst) for (const one of components) if (!hidden.has(one)) hidden.set(one, id)
  return hidden
}

/** Where the card of a collapsed group stands: at the corner of the boundary that it has when it is expanded. */
export function placeOfCollapsed(design: Design, group: string, positions: Record<string, Position>): Position | undefined {
  const box = toBoundary(group, design.groups ?? {}, positions)
  return box && { x: box.x, y: box.y }
}

/** Which of these connections lead into the components from elsewhere. */
export function leadingInto<T extends { from: string; to: string }>(connections: readonly T[], components: ReadonlySet<string>): T[] {
  return connections.filter(({ from, to }) => components.has(to) && !components.has(from))
}
