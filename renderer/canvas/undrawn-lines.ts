import { connectionId, type Design, type Position } from '../../app/design/design.ts'
import { routeBetween } from '../../app/drawing/edge-route.ts'
import type { UndrawnCall } from '../run/run-state.ts'

export interface UndrawnLine {
  id: string
  call: UndrawnCall
  path: string
  arrowPath: string
  label: Position
}

/** Where calls that are not drawn would be; none for those that have been drawn since, or whose cards are not to be seen. */
export function toUndrawnLines(
  calls: readonly UndrawnCall[],
  design: Design,
  positions: Readonly<Record<string, Position>>,
  hidden: ReadonlyMap<string, string>,
): UndrawnLine[] {
  const drawn = new Set((design.connections ?? []).map(connectionId))
  const lines = new Map<string, UndrawnLine>()
  for (const call of calls) {
    const id = connectionId(call)
    const [from, to] = [positions[call.from], positions[call.to]]
    if (drawn.has(id) || lines.has(id) || !from || !to || hidden.has(call.from) || hidden.has(call.to)) continue
    const { path, arrowPath, label } = routeBetween(from, to)
    lines.set(id, { id, call, path, arrowPath, label })
  }
  return [...lines.values()]
}
