import type { Area, Design } from '../../app/design/design.ts'
import { setArea } from '../../app/design/group-area.ts'
import { toBoundary } from '../../app/drawing/boundary.ts'
import { gridSize } from '../../app/drawing/card-size.ts'
import { t } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import { layoutStore } from './layout-store.ts'

/** How large a group is drawn. Each edit is one undo step. */

/** A corner by the sides that meet there: -1 is left or top, 1 is right or bottom. */
export interface Corner {
  x: -1 | 1
  y: -1 | 1
}

/** A group's boundary as it is drawn; undefined where nothing in it has a place. */
export function boundaryOf(id: string): Area | undefined {
  return toBoundary(id, designStore.getState().design.groups ?? {}, layoutStore.getState().positions)
}

/** The area with one of its corners moved by so much, in steps of the grid, and no side beyond the one across. */
export function moveCorner({ x, y, width, height }: Area, corner: Corner, by: { x: number; y: number }): Area {
  const wide = Math.max(gridSize, width + corner.x * toGrid(by.x))
  const high = Math.max(gridSize, height + corner.y * toGrid(by.y))
  return { x: corner.x < 0 ? x + width - wide : x, y: corner.y < 0 ? y + height - high : y, width: wide, height: high }
}

/** Draws a group this large, or as large as what is in it needs; presses in a row are one step. */
export function resizeGroup(id: string, area: Area, join?: string): void {
  const { design } = designStore.getState()
  const { positions } = layoutStore.getState()
  const drawn = toBoundary(id, setArea(design, id, area).groups ?? {}, positions)
  const least = toBoundary(id, setArea(design, id, undefined).groups ?? {}, positions)
  if (!drawn || !least || isSame(drawn, boundaryOf(id))) return
  edit(t('Resize {name}', { name: nameOf(design, id) }), (before) => setArea(before, id, isSame(drawn, least) ? undefined : drawn), join)
}

/** Draws the selected group just around what is in it. */
export function fitGroup(): void {
  const { group } = selectionStore.getState()
  const { design } = designStore.getState()
  if (group === undefined) return
  edit(t('Resize {name}', { name: nameOf(design, group) }), (before) => setArea(before, group, undefined))
}

/** Whether the selected group was resized by hand. */
export function hasResizedGroup(): boolean {
  const { group } = selectionStore.getState()
  return group !== undefined && designStore.getState().design.groups?.[group]?.area !== undefined
}

function nameOf(design: Design, id: string): string {
  return design.groups?.[id]?.name ?? id
}

function isSame(one: Area, other: Area | undefined): boolean {
  return other !== undefined && one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
