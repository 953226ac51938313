import { kindOf } from '../../app/catalogue/catalogue.ts'
import { type Connection, connectionId, type Position } from '../../app/design/design.ts'
import { addComponent } from '../../app/design/edit.ts'
import { checkInsert, insertBetween } from '../../app/design/move-end.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'
import { t, tWord } from '../language/t.ts'
import { toKindItems } from '../palette/kind-items.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { designStore, edit } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'
import { targetForKind } from './insert-target.ts'
import { layoutStore } from './layout-store.ts'
import { canvasView } from './viewport.ts'

/**
 * Adds a component of this kind with its card's middle under a point of the screen, and selects it. On a connection that it can
 * stand on it is put between the ends.
 */
export function addAt(kind: string, screen: { x: number; y: number }, on = targetForKind(screen, kind)): void {
  const at = canvasView.getState().view?.toPosition(screen)
  if (at) add(kind, { x: at.x - cardSize.width / 2, y: at.y - cardSize.height / 2 }, on)
}

/** Adds a component of this kind in the middle of the canvas, beside what stands there already. */
export function addAtCentre(kind: string): void {
  const centre = canvasView.getState().view?.centre() ?? { x: 0, y: 0 }
  add(kind, freePlace(centre, Object.values(layoutStore.getState().positions)))
}

export function addMenuItems(screen: { x: number; y: number }): MenuItem[] {
  return toKindItems(({ kind, label, icon }) => ({ label, icon, run: () => addAt(kind, screen) }))
}

/** Everything that can stand on this connection, to be put there at a point of the screen. */
export function insertMenuItems(id: string, screen: { x: number; y: number }): MenuItem[] {
  const { design } = designStore.getState()
  const connection = design.connections?.find((one) => connectionId(one) === id)
  if (!connection) return []
  const items = toKindItems(({ kind, label, icon }) => {
    const tried = addComponent(design, kind, { x: 0, y: 0 })
    if (checkInsert(tried.design, connection, tried.id) !== undefined) return undefined
    return { label, icon, run: () => addAt(kind, screen, connection) }
  })
  return items.length > 0 ? [{ heading: 'Put on this connection' }, ...items] : []
}

/** The place nearest below that no other card covers. */
export function freePlace(wanted: Position, taken: Position[]): Position {
  const step = cardSize.height + 4 * gridSize
  const covers = (at: Position) =>
    taken.some(({ x, y }) => Math.abs(x - at.x) < cardSize.width + gridSize && Math.abs(y - at.y) < cardSize.height + gridSize)
  let at = wanted
  while (covers(at)) at = { x: at.x, y: at.y + step }
  return at
}

function add(kind: string, { x, y }: Position, on?: Connection): void {
  const place = { x: Math.round(x / gridSize) * gridSize, y: Math.round(y / gridSize) * gridSize }
  let added = ''
  edit(t('Add {kind}', { kind: tWord(kindOf(kind)?.label ?? kind) }), (design) => {
    const result = addComponent(design, kind, place)
    added = result.id
    return on ? insertBetween(result.design, on, result.id) : result.design
  })
  if (added) selectComponents([added])
}
