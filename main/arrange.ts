import type { Design, Position } from '../app/design/design.ts'
import { arrangeDesign } from '../app/drawing/arrange-design.ts'
import { placeMissing } from '../app/drawing/place-missing.ts'

/** A place for every component, as the canvas would show it: the design's own, or where it has none at all, arranged. */
export async function arrange(design: Design): Promise<Record<string, Position>> {
  const written = Object.fromEntries(Object.entries(design.layout ?? {}).filter(([id]) => Object.hasOwn(design.components, id)))
  const known = Object.keys(written).length > 0 ? written : await arrangeAll(design)
  return { ...known, ...placeMissing(design, known) }
}

async function arrangeAll(design: Design): Promise<Record<string, Position>> {
  return arrangeDesign(design, async (graph) => {
    const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
    return new Elk().layout(graph)
  })
}
