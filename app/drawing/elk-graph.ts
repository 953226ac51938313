import type { Design, Position } from '../design/design.ts'
import { cardSize, gridSize } from './card-size.ts'

/** The design as the layout engine (ELK) takes it: columns from left to right after the direction of calls, few crossings. */
export function toElkGraph(design: Design) {
  const ids = Object.keys(design.components)
  const isDrawn = (id: string) => Object.hasOwn(design.components, id)
  return {
    id: 'design',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '96',
      'elk.spacing.nodeNode': '40',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.separateConnectedComponents': 'true',
      'elk.spacing.componentComponent': '56',
    },
    children: ids.map((id) => ({ id, ...cardSize })),
    edges: (design.connections ?? [])
      .filter(({ from, to }) => isDrawn(from) && isDrawn(to) && from !== to)
      .map(({ from, to }, index) => ({ id: String(index), sources: [from], targets: [to] })),
  }
}

/** Places on the canvas's grid, from what the engine made of the graph. */
export function fromElkGraph(laidOut: { children?: { id: string; x?: number; y?: number }[] }): Record<string, Position> {
  return Object.fromEntries((laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: toGrid(x), y: toGrid(y) }]))
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
