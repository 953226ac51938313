import { kindOf } from '../../app/catalogue/catalogue.ts'
import { allowedProtocols } from '../../app/design/allowed-protocols.ts'
import { type Connection, connectionId, type Design, type Position } from '../../app/design/design.ts'
import { addComponent } from '../../app/design/edit.ts'
import { checkEnds, drawConnection, type Ends, moveEnds } from '../../app/design/move-end.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'
import { t, tWord } from '../language/t.ts'
import { toKindItems } from '../palette/kind-items.ts'
import { designStore, edit } from '../state/design-store.ts'
import { selectComponents, selectConnection, selectionStore } from '../state/selection-store.ts'
import { showToast } from '../state/toast-store.ts'
import { freePlace } from './add-component.ts'
import { type OpenMenu, openMenu } from './canvas-menu.ts'
import { layoutStore } from './layout-store.ts'
import { nameOf } from './to-flow.ts'
import { canvasView } from './viewport.ts'

/** Drawing connections and what they lead to. Each is one undo step. */

/** Room for a line and its label between two columns of cards. */
const columnGap = 96

/** Draws a connection over the usual protocol, which the inspector can change, or says why there can be none. */
export function drawBetween(ends: Ends): void {
  const { design } = designStore.getState()
  const reason = checkEnds(design, ends)
  if (reason) {
    showToast('note', reason)
    return
  }
  edit(t('Connect {from} to {to}', { from: nameOf(design, ends.from), to: nameOf(design, ends.to) }), (before) =>
    drawConnection(before, ends),
  )
  selectConnection(connectionId(ends))
}

/** Gives a connection other ends, or says why it cannot have them. */
export function moveBetween(connection: Ends, ends: Ends): void {
  if (connectionId(connection) === connectionId(ends)) return
  const { design } = designStore.getState()
  const reason = checkEnds(design, ends)
  if (reason) {
    showToast('note', reason)
    return
  }
  const isThis = (one: Connection) => one.from === connection.from && one.to === connection.to
  edit(t('Move connection {name}', { name: connectionId(connection) }), (before) => {
    const drawn = before.connections?.find(isThis)
    return drawn ? moveEnds(before, drawn, ends) : before
  })
  selectConnection(connectionId(ends))
}

/** Connects the two selected components, in the order in which they were selected. */
export function connectSelected(): void {
  const [from, to] = selectionStore.getState().components
  if (from !== undefined && to !== undefined) drawBetween({ from, to })
}

/** Offers everything that could answer this component, to be added at this point of the screen. */
export function offerCalled(from: string, screen: Position): void {
  const at = canvasView.getState().view?.toPosition(screen) ?? { x: 0, y: 0 }
  openMenu(toAddMenu(from, screen, { x: at.x, y: at.y - cardSize.height / 2 }))
}

/** Offers the same beside the selected card, where there is room. */
export function offerNext(): void {
  const [from] = selectionStore.getState().components
  const at = from === undefined ? undefined : layoutStore.getState().positions[from]
  const { view } = canvasView.getState()
  if (from === undefined || !at || !view) return
  const wanted = { x: at.x + cardSize.width + columnGap, y: at.y }
  openMenu(
    toAddMenu(
      from,
      view.toScreen({ x: at.x + cardSize.width + 16, y: at.y }),
      freePlace(wanted, Object.values(layoutStore.getState().positions)),
    ),
  )
}

function toAddMenu(from: string, screen: Position, place: Position): OpenMenu {
  const { design } = designStore.getState()
  const items = toKindItems(({ kind, label, icon }) => {
    const tried = addComponent(design, kind, { x: 0, y: 0 })
    const [protocol] = allowedProtocols(tried.design, from, tried.id).protocols
    return protocol && { label, icon, detail: protocol, run: () => addCalled(from, kind, place) }
  })
  const name = nameOf(design, from)
  const heading = items.length > 0 ? `Add what ${name} calls` : `${name} answers and calls nobody`
  return { at: screen, label: 'Add a component', items: [{ heading }, ...items] }
}

function addCalled(from: string, kind: string, { x, y }: Position): void {
  let added = ''
  edit(t('Add {kind}', { kind: tWord(kindOf(kind)?.label ?? kind) }), (design: Design) => {
    const result = addComponent(design, kind, { x: toGrid(x), y: toGrid(y) })
    added = result.id
    return drawConnection(result.design, { from, to: result.id })
  })
  if (added) selectComponents([added])
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
