import { designStore, redo, undo } from '../state/design-store.ts'
import { arrive } from './show-file.ts'

/** Undo and redo as the person means them: a step that leads to another design shows that one as if it had been opened. */

export function travelBack(): void {
  travel(undo)
}

export function travelForward(): void {
  travel(redo)
}

function travel(step: () => void): void {
  const { draftId } = designStore.getState()
  step()
  if (designStore.getState().draftId !== draftId) arrive()
}
