import type { Design, Position } from '../design/design.ts'
import { type ElkNode, fromElkGraph, toElkGraph } from './elk-graph.ts'
import { placeInColumns } from './place-in-columns.ts'
import { toRanks } from './ranks.ts'

/** What the layout engine makes of a graph. */
export type LayOut = (graph: ReturnType<typeof toElkGraph>) => Promise<{ children?: ElkNode[] }>

/**
 * What the engine works on is each card and, for each connection, a point in every column that it passes. Up to `careful` points it
 * takes all its care, up to `quick` what needs about a second, and beyond, where its time grows faster than the design, columns do.
 */
const points = { careful: 700, quick: 2500 }

/** A place for every component: columns from left to right after the direction of calls, with few crossings. */
export async function arrangeDesign(design: Design, layOut: LayOut): Promise<Record<string, Position>> {
  const load = pointsOf(design)
  if (load > points.quick) return placeInColumns(design)
  return fromElkGraph(await layOut(toElkGraph(design, load > points.careful ? 'quick' : 'careful')))
}

function pointsOf({ components, connections = [] }: Design): number {
  const ids = Object.keys(components)
  const ranks = toRanks(ids, connections)
  const passed = connections.map(({ from, to }) => Math.abs((ranks.get(from) ?? 0) - (ranks.get(to) ?? 0)))
  return passed.reduce((sum, columns) => sum + Math.max(1, columns), ids.length)
}
