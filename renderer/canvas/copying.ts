import type { Design, Position } from '../../app/design/design.ts'
import { moveComponents } from '../../app/design/edit.ts'
import { readFragment, writeFragment } from '../../app/design/fragment.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { t, tCount } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import { selectComponents, selectionStore } from '../state/selection-store.ts'
import { showToast } from '../state/toast-store.ts'
import { type PastePlace, pasteInto, takeCopy } from './clipboard.ts'
import { layoutStore } from './layout-store.ts'
import { deleteSelection, hasComponents } from './selection-edits.ts'
import { canvasView } from './viewport.ts'

/**
 * Copying, cutting and pasting of components. What is copied goes to the system's clipboard as text. The page may write there and
 * not read: it is given the text when a person pastes by the keys or the native menu. The menus of the page paste what was copied
 * or pasted here last.
 */

let lastText: string | null = null
const pasteStep = { x: 32, y: 32 }

/** What is selected as text; null when that is no component. */
export function copyText(): string | null {
  if (!hasComponents()) return null
  lastText = writeFragment(taken())
  return lastText
}

/** Copies by a menu of the page. */
export async function copySelection(): Promise<void> {
  const text = copyText()
  if (text === null) return
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    showToast('note', 'The system refused the clipboard; what was copied can be pasted in this window only.')
  }
}

export async function cutSelection(): Promise<void> {
  await copySelection()
  deleteSelection()
}

/** Pastes this text where the pointer is; while it is not on the canvas, beside the originals where they are seen, else in the middle. */
export function pasteText(text: string): void {
  const { view } = canvasView.getState()
  const copy = read(text)
  if (!copy) return
  lastText = text
  const pointer = view?.pointer()
  if (pointer) paste('Paste {name}', copy, { at: pointer })
  else if (!view || Object.values(copy.layout ?? {}).some(view.shows)) paste('Paste {name}', copy, { by: pasteStep })
  else {
    const { x, y } = view.centre()
    paste('Paste {name}', copy, { at: { x: x + cardSize.width / 2, y: y + cardSize.height / 2 } })
  }
}

/** Pastes what was last copied or pasted here. */
export function pasteLast(): void {
  if (lastText === null) sayHow()
  else pasteText(lastText)
}

/** The same at a point of the screen. */
export function pasteAt(screen: { x: number; y: number }): void {
  const at = canvasView.getState().view?.toPosition(screen)
  if (lastText === null) sayHow()
  const copy = lastText === null ? undefined : read(lastText)
  if (copy && at) paste('Paste {name}', copy, { at })
}

export function duplicateSelection(): void {
  paste('Duplicate {name}', taken(), { by: pasteStep })
}

/** Puts copies of these components down, moved by so much. */
export function duplicateBy(ids: string[], by: Position): void {
  paste('Duplicate {name}', taken(ids), { by })
}

function taken(ids = selectionStore.getState().components): Design {
  return takeCopy(designStore.getState().design, ids, layoutStore.getState().positions)
}

function sayHow(): void {
  showToast('note', 'Nothing was copied in this window. What was copied elsewhere is pasted by the keys for Paste.')
}

function read(text: string): Design | undefined {
  const fragment = readFragment(text)
  if ('reason' in fragment) {
    showToast('note', fragment.reason)
    return undefined
  }
  if (fragment.left !== undefined) showToast('note', `Not all could be pasted: ${fragment.left}`)
  return fragment.design
}

function paste(label: 'Paste {name}' | 'Duplicate {name}', copy: Design, place: PastePlace): void {
  const { design } = designStore.getState()
  const { positions } = layoutStore.getState()
  const ids = Object.keys(copy.components)
  const [first = ''] = ids
  // Places that were only made up are as taken as written ones.
  const pasted = pasteInto(moveComponents(design, positions), copy, place)
  const name = ids.length === 1 ? (copy.components[first]?.name ?? first) : tCount(ids.length, '{count} component', '{count} components')
  edit(t(label, { name }), () => pasted.design)
  selectComponents(pasted.ids)
}
