import type { Design, Position } from '../../app/design/design.ts'
import { cardSize, gridSize } from './card-size.ts'

/** Columns from left to right after the direction of calls, with as few crossings as can be found. */
export async function arrange(design: Design): Promise<Record<string, Position>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  const ids = Object.keys(design.components)
  const isDrawn = (id: string) => Object.hasOwn(design.components, id)
  const laidOut = await new Elk().layout({
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
  })
  return Object.fromEntries((laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: toGrid(x), y: toGrid(y) }]))
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
