import { componentsIn } from './components-in.ts'
import type { Area, Design, Group, Position } from './design.ts'

/** The areas of groups that were drawn by hand. */

type Places = Readonly<Record<string, Position>>

/** Gives a group the area that it was drawn with; undefined leaves it just around its members. */
export function setArea(design: Design, id: string, area: Area | undefined): Design {
  const group = design.groups?.[id]
  if (!group) return design
  const { area: _, ...rest } = group
  return { ...design, groups: { ...design.groups, [id]: area ? { ...rest, area } : rest } }
}

/** The groups after components went from one place to another: an area goes along where all that is in it went the same way. */
export function carryAreas(design: Design, before: Places, after: Places): Record<string, Group> | undefined {
  const { groups } = design
  if (!groups) return groups
  const carried = Object.entries(groups).flatMap(([id, group]) => {
    const by = group.area && commonMove(componentsIn(design, id), before, after)
    return group.area && by ? [[id, { ...group, area: { ...group.area, x: group.area.x + by.x, y: group.area.y + by.y } }] as const] : []
  })
  return carried.length === 0 ? groups : { ...groups, ...Object.fromEntries(carried) }
}

/** Groups all of whose components are among these are as large as they need to be again. */
export function fitAreas(design: Design, ids: readonly string[]): Design {
  const arranged = new Set(ids)
  const fitted = Object.entries(design.groups ?? {}).filter(
    ([id, { area }]) => area && componentsIn(design, id).every((one) => arranged.has(one)),
  )
  return fitted.reduce((sum, [id]) => setArea(sum, id, undefined), design)
}

/** By how much all of them moved; undefined where they did not, or not together. */
function commonMove(ids: readonly string[], before: Places, after: Places): Position | undefined {
  const moves = ids.flatMap((id) => {
    const [from, to] = [before[id], after[id] ?? before[id]]
    return from && to ? [{ x: to.x - from.x, y: to.y - from.y }] : []
  })
  const [first] = moves
  if (!first || (first.x === 0 && first.y === 0)) return undefined
  return moves.every(({ x, y }) => x === first.x && y === first.y) ? first : undefined
}
