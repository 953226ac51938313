import { originSchema } from '../../app/importers/compose/origin.ts'
import { folderOf, joinPath } from '../../app/importers/compose/paths.ts'
import { designStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import type { Target } from './preview.ts'

/** Where each design was exported to last, by target, as long as the window is open. */
const chosen = new Map<string, string>()

/** Where the preview looks first; null: the person is asked. */
export function placeChosenFor(target: Target): string | null {
  const { folder, design } = designStore.getState()
  const last = chosen.get(keyOf(target))
  if (last !== undefined || folder === null) return last ?? null
  // An imported design is exported by editing the files it came from, where they lie.
  const origin = target.id === 'compose' ? originSchema.safeParse(design['x-compose']).data : undefined
  if (origin) return folderOf(joinPath(folder.replaceAll('\\', '/'), origin.files[0] ?? ''))
  if (shellStore.getState().hello?.nativeDialogs) return null
  return target.output === 'folder' ? `${folder}/${target.id}` : folder
}

export function rememberPlace(target: Target, place: string): void {
  chosen.set(keyOf(target), place)
}

function keyOf(target: Target): string {
  const { path, draftId } = designStore.getState()
  return `${path ?? draftId} ${target.id}`
}
