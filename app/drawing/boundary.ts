import type { Group, Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

/** A rectangle in design coordinates. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const margin = 20

/**
 * The rectangle around a group's members, nested groups with their own margin included; undefined when none of them has a
 * place. A group that contains itself counts once.
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
  const left = Math.min(...boxes.map(({ x }) => x)) - margin
  const top = Math.min(...boxes.map(({ y }) => y)) - margin
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: bottom - top }
}
