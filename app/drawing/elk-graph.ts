import type { Design, Position } from '../design/design.ts'
import { cardSize, gridSize } from './card-size.ts'
import { topGroups } from './top-groups.ts'

/** A node of the layout engine (ELK): a card, or a boundary with what it holds. */
export interface ElkNode {
  id: string
  x?: number
  y?: number
  width?: number
  height?: number
  layoutOptions?: Record<string, string>
  children?: ElkNode[]
}

/**
 * The design as the layout engine takes it: columns from left to right after the direction of calls, few crossings, and nothing
 * within a boundary that does not belong there. A component of several boundaries stands in the first.
 */
export function toElkGraph(design: Design, effort: 'careful' | 'quick' = 'careful') {
  const ids = Object.keys(design.components)
  const isDrawn = (id: string) => Object.hasOwn(design.components, id)
  const placed = new Set<string>()
  const boundaries = topGroups(design).flatMap((id) => toBoundaryNode(design, id, placed))
  const alone = ids.filter((id) => !placed.has(id)).map(toCardNode)
  return {
    id: 'design',
    layoutOptions: { ...ofEvery, ...ofWhole, ...(effort === 'quick' ? ofLarge : {}) },
    // In the order of the design file, which the engine keeps where nothing speaks against it.
    children: [...boundaries, ...alone].sort((a, b) => ids.indexOf(firstCard(a)) - ids.indexOf(firstCard(b))),
    edges: (design.connections ?? [])
      .filter(({ from, to }) => isDrawn(from) && isDrawn(to) && from !== to)
      .map(({ from, to }, index) => ({ id: String(index), sources: [from], targets: [to] })),
  }
}

/** For the whole and for each boundary, which inherits nothing. */
const ofEvery = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  'elk.spacing.nodeNode': '40',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.componentComponent': '56',
}

const ofWhole = {
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
}

/**
 * For a large design, whose lines are many: the file's order is not kept, crossings are counted less often, and no room is left for
 * lines that pass a column, since they are drawn over it and not as the engine leads them.
 */
const ofLarge = {
  'elk.layered.considerModelOrder.strategy': 'NONE',
  'elk.layered.thoroughness': '1',
  'elk.layered.crossingMinimization.greedySwitch.type': 'OFF',
  'elk.layered.nodePlacement.strategy': 'SIMPLE',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.spacing.edgeNodeBetweenLayers': '0',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '0',
  'elk.spacing.edgeNode': '2',
  'elk.spacing.edgeEdge': '0',
}

/** Places on the canvas's grid, from what the engine made of the graph. */
export function fromElkGraph(laidOut: { children?: ElkNode[] }): Record<string, Position> {
  const placesIn = (nodes: ElkNode[], left: number, top: number): [string, Position][] =>
    nodes.flatMap(({ id, x = 0, y = 0, children }) =>
      children ? placesIn(children, left + x, top + y) : [[id, { x: toGrid(left + x), y: toGrid(top + y) }] as [string, Position]],
    )
  return Object.fromEntries(placesIn(laidOut.children ?? [], 0, 0))
}

function firstCard({ id, children }: ElkNode): string {
  const [first] = children ?? []
  return first ? firstCard(first) : id
}

function toCardNode(id: string): ElkNode {
  return { id, ...cardSize }
}

/** Room within a boundary: its margin, and on top its name. */
const padding = '[top=28,left=20,bottom=20,right=20]'

function toBoundaryNode(design: Design, id: string, placed: Set<string>): ElkNode[] {
  const key = `group:${id}`
  const group = design.groups?.[id]
  if (!group || placed.has(key)) return []
  placed.add(key)
  const children = group.members.flatMap((member) => {
    if (Object.hasOwn(design.groups ?? {}, member)) return toBoundaryNode(design, member, placed)
    if (!Object.hasOwn(design.components, member) || placed.has(member)) return []
    placed.add(member)
    return [toCardNode(member)]
  })
  return children.length === 0 ? [] : [{ id: key, layoutOptions: { ...ofEvery, 'elk.padding': padding }, children }]
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
