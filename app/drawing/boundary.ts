import type { Area, Group, Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

/** A rectangle in design coordinates. */
export type Box = Area

const margin = 20

/**
 * The rectangle around a group's members, nested groups with their own margin included, and as large as it was drawn by hand;
 * undefined when none of the members has a place. A group that contains itself counts once.
 */
export function toBoundary(
  id: string,
  groups: Record<string, Group>,
  positions: Record<string, Position>,
  seen: string[] = [],
): Box | undefined {
  if (seen.includes(id)) return undefined
  const boxes = (groups[id]?.members ?? []).flatMap((member) => {
    const at = positions[member]
    const box = at
      ? { ...at, ...cardSize }
      : Object.hasOwn(groups, member)
        ? toBoundary(member, groups, positions, [...seen, id])
        : undefined
    return box ? [box] : []
  })
  if (boxes.length === 0) return undefined
  const around = grown(union(boxes), margin)
  const area = groups[id]?.area
  return area ? union([around, area]) : around
}

function union(boxes: Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}
