import type { Design, Position } from '../../app/design/design.ts'
import { fromElkGraph, toElkGraph } from '../../app/drawing/elk-graph.ts'

/** Columns from left to right after the direction of calls, with as few crossings as can be found. */
export async function arrange(design: Design): Promise<Record<string, Position>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  return fromElkGraph(await new Elk().layout(toElkGraph(design)))
}
