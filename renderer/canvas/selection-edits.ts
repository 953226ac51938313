import { connectionId } from '../../app/design/design.ts'
import { disconnect, moveComponents, removeComponents } from '../../app/design/edit.ts'
import { checkTurn, turnConnection } from '../../app/design/turn-connection.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { designStore, edit } from '../state/design-store.ts'
import { clearSelection, selectComponents, selectConnection, selectionStore } from '../state/selection-store.ts'
import { showToast } from '../state/toast-store.ts'
import { type Clipboard, type PastePlace, pasteInto, takeCopy } from './clipboard.ts'
import { layoutStore } from './layout-store.ts'
import { canvasView } from './viewport.ts'

/** What a person can do to what is selected. Each is one undo step. */

let clipboard: Clipboard | null = null
const pasteStep = 32

export function hasDesign(): boolean {
  return designStore.getState().open
}

export function hasComponents(): boolean {
  return hasDesign() && selectionStore.getState().components.length > 0
}

export function hasSelection(): boolean {
  return hasComponents() || (hasDesign() && selectionStore.getState().connection !== null)
}

export function hasConnection(): boolean {
  return hasDesign() && selectionStore.getState().connection !== null
}

export function hasClipboard(): boolean {
  return hasDesign() && clipboard !== null
}

export function selectAll(): void {
  selectComponents(Object.keys(designStore.getState().design.components))
}

export function deleteSelection(): void {
  const { components, connection } = selectionStore.getState()
  const { design } = designStore.getState()
  clearSelection()
  if (components.length > 0) {
    edit(components.length === 1 ? `Delete ${nameOf(components[0] ?? '')}` : `Delete ${components.length} components`, (before) =>
      removeComponents(before, components),
    )
  } else if (connection !== null) {
    const drawn = design.connections?.find((one) => connectionId(one) === connection)
    if (drawn) edit(`Delete connection ${connection}`, (before) => disconnect(before, drawn.from, drawn.to))
  }
}

/** Draws the selected connection the other way, or says why that cannot be. */
export function turnSelected(): void {
  const { connection } = selectionStore.getState()
  const { design } = designStore.getState()
  const drawn = design.connections?.find((one) => connectionId(one) === connection)
  if (!drawn) return
  const reason = checkTurn(design, drawn)
  if (reason) {
    showToast('note', reason)
    return
  }
  edit(`Turn ${nameOf(drawn.from)} to ${nameOf(drawn.to)} round`, (before) => turnConnection(before, drawn))
  selectConnection(connectionId({ from: drawn.to, to: drawn.from }))
}

export function copySelection(): void {
  const { components } = selectionStore.getState()
  clipboard = takeCopy(designStore.getState().design, components, layoutStore.getState().positions)
}

export function cutSelection(): void {
  copySelection()
  deleteSelection()
}

/** Pastes where the pointer is; while it is not on the canvas, beside the originals where they are seen, else in the middle. */
export function pasteComponents(): void {
  if (!clipboard) return
  const { view } = canvasView.getState()
  const pointer = view?.pointer()
  if (pointer) paste('Paste', clipboard, { at: pointer })
  else if (!view || Object.values(clipboard.positions).some(view.shows)) paste('Paste', clipboard, { by: pasteStep })
  else {
    const { x, y } = view.centre()
    paste('Paste', clipboard, { at: { x: x + cardSize.width / 2, y: y + cardSize.height / 2 } })
  }
}

/** Pastes at a point of the screen. */
export function pasteAt(screen: { x: number; y: number }): void {
  const at = canvasView.getState().view?.toPosition(screen)
  if (clipboard && at) paste('Paste', clipboard, { at })
}

export function duplicateSelection(): void {
  const { components } = selectionStore.getState()
  paste('Duplicate', takeCopy(designStore.getState().design, components, layoutStore.getState().positions), { by: pasteStep })
}

/** Moves what is selected; presses in a row are one undo step. Returns whether anything was selected. */
export function nudgeSelection(dx: number, dy: number): boolean {
  const { components } = selectionStore.getState()
  if (!hasComponents()) return false
  const { positions } = layoutStore.getState()
  const moved = Object.fromEntries(
    components.flatMap((id) => {
      const at = positions[id]
      return at ? [[id, { x: at.x + dx, y: at.y + dy }]] : []
    }),
  )
  edit('Move', (design) => moveComponents(design, { ...positions, ...moved }), `nudge ${components.join(' ')}`)
  return true
}

function paste(label: string, copy: Clipboard, place: PastePlace): void {
  const { design } = designStore.getState()
  const { positions } = layoutStore.getState()
  // Places that were only made up are as taken as written ones.
  const pasted = pasteInto(moveComponents(design, positions), copy, place)
  edit(
    pasted.ids.length === 1 ? `${label} ${nameOf(Object.keys(copy.components)[0] ?? '')}` : `${label} ${pasted.ids.length} components`,
    () => pasted.design,
  )
  selectComponents(pasted.ids)
}

function nameOf(id: string): string {
  return designStore.getState().design.components[id]?.name ?? id
}
