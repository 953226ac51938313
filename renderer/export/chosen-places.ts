import { designStore } from '../state/design-store.ts'

/** Where each design was exported to last, by target, as long as the window is open. */
const chosen = new Map<string, string>()

export function placeChosenFor(target: string): string | null {
  const { folder, path, design } = designStore.getState()
  const last = chosen.get(keyOf(target))
  if (last !== undefined) return last
  // An imported design is exported by editing the files it came from, where they lie.
  return target === 'compose' && path === null && folder !== null && design['x-compose'] !== undefined ? folder : null
}

export function rememberPlace(target: string, place: string): void {
  chosen.set(keyOf(target), place)
}

function keyOf(target: string): string {
  const { path, draftId } = designStore.getState()
  return `${path ?? draftId} ${target}`
}
