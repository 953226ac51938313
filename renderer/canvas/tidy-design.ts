import { moveComponents } from '../../app/design/edit.ts'
import { designStore, edit } from '../state/design-store.ts'
import { arrange } from './arrange.ts'
import { fitSoon } from './viewport.ts'

/** Arranges the whole design from left to right, as one undo step. */
export async function tidyDesign(): Promise<void> {
  const { design } = designStore.getState()
  const positions = await arrange(design)
  if (designStore.getState().design !== design) return
  edit('Tidy', (before) => moveComponents(before, positions))
  fitSoon()
}
