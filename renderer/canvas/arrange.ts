import type { ELK } from 'elkjs/lib/elk-api.js'
import threadUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Design, Position } from '../../app/design/design.ts'
import { arrangeDesign } from '../../app/drawing/arrange-design.ts'

let engine: Promise<ELK> | undefined

/** Columns from left to right after the direction of calls, with as few crossings as can be found. The page goes on meanwhile. */
export function arrange(design: Design): Promise<Record<string, Position>> {
  return arrangeDesign(design, async (graph) => {
    engine ??= import('elkjs/lib/elk-api.js').then(({ default: Elk }) => new Elk({ workerUrl: threadUrl }))
    return (await engine).layout(graph)
  })
}
