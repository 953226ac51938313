import { connectionId } from '../../app/design/design.ts'
import { disconnect, moveComponents, removeComponents } from '../../app/design/edit.ts'
import { designStore, edit } from '../state/design-store.ts'
import { clearSelection, selectComponents, selectionStore } from '../state/selection-store.ts'
import { type Clipboard, pasteInto, takeCopy } from './clipboard.ts'
import { layoutStore } from './layout-store.ts'

/** What a person can do to what is selected. Each is one undo step. */

let clipboard: Clipboard | null = null
let pastes = 0
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

export function copySelection(): void {
  const { components } = selectionStore.getState()
  clipboard = takeCopy(designStore.getState().design, components, layoutStore.getState().positions)
  pastes = 0
}

export function cutSelection(): void {
  copySelection()
  deleteSelection()
}

export function pasteComponents(): void {
  if (!clipboard) return
  pastes += 1
  paste('Paste', clipboard, pasteStep * pastes)
}

export function duplicateSelection(): void {
  const { components } = selectionStore.getState()
  paste('Duplicate', takeCopy(designStore.getState().design, components, layoutStore.getState().positions), pasteStep)
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

function paste(label: string, copy: Clipboard, offset: number): void {
  const { design } = designStore.getState()
  const pasted = pasteInto(design, copy, offset)
  edit(
    pasted.ids.length === 1 ? `${label} ${nameOf(Object.keys(copy.components)[0] ?? '')}` : `${label} ${pasted.ids.length} components`,
    () => pasted.design,
  )
  selectComponents(pasted.ids)
}

function nameOf(id: string): string {
  return designStore.getState().design.components[id]?.name ?? id
}
