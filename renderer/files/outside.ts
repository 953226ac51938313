import { mergeDesigns } from '../../app/design/merge-designs.ts'
import { joinParts, type MergePart } from '../../app/design/merge-texts.ts'
import { on, request } from '../bridge.ts'
import { t } from '../language/t.ts'
import { designStore, takeOutside } from '../state/design-store.ts'
import { pageId } from '../state/page-id.ts'
import { closeDialog, openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'

/**
 * Edits of the open file by other programs: an editor, git. What does not overlap with the edits here is merged into them, as an
 * undo step; about the rest the person is asked. Neither side's text goes without that.
 */

/** What was last found on disk and told, so that it is not told again. */
let seen: string | null | undefined
let isLooking = false
/** What is being written by us, which is on disk before we hear that it is. */
let beingSaved: string | undefined

export async function whileSaving<T>(text: string, save: () => Promise<T>): Promise<T> {
  beingSaved = text
  try {
    return await save()
  } finally {
    beingSaved = undefined
  }
}

export function watchOutside(): void {
  let watched: string | null = null
  const follow = () => {
    const { open, path } = designStore.getState()
    const wanted = open ? path : null
    if (wanted === watched) return
    watched = wanted
    seen = undefined
    void request('designs.watch', { page: pageId(), path: wanted }).catch(() => undefined)
    if (wanted !== null) void lookOutside()
  }
  designStore.subscribe(follow)
  on('designs.changed', ({ path }) => {
    if (path === watched) void lookOutside()
  })
  window.addEventListener('focus', () => void lookOutside())
}

/** Compares the open file with what stands on disk, and takes over what can be taken over. */
async function lookOutside(): Promise<void> {
  const { open, path, savedText } = designStore.getState()
  if (!open || path === null || isLooking) return
  isLooking = true
  try {
    const { text } = await request('designs.look', { path })
    const now = designStore.getState()
    // Saved, or left, while it was being read.
    if (now.path !== path || now.savedText !== savedText) return
    if (text === savedText || text === seen || text === beingSaved) return
    seen = text
    if (text === null) showToast('note', `${now.name} was moved or deleted by another program. Saving writes it again.`)
    else await settleOutside(text)
  } catch {
    // A file that cannot be read now is told of when it is saved.
  } finally {
    isLooking = false
  }
}

/** Takes over what another program wrote. Resolves to whether nothing is left to be settled. */
export async function settleOutside(theirs: string): Promise<boolean> {
  const { document, savedText, name } = designStore.getState()
  const outcome = mergeDesigns(savedText ?? '', document.text, theirs)
  const merged = 'merged' in outcome ? outcome.merged : await askAbout(name, outcome.parts)
  if (merged === undefined) return false
  // What was edited while the question stood is merged, too.
  if (designStore.getState().document.text !== document.text) return settleOutside(theirs)
  const problems = takeOutside(merged, theirs, t('Edit by another program'))
  if (problems) {
    showToast('note', `${name} was changed by another program and cannot be read as it is now. What you see is as it was before.`)
    return false
  }
  if ('merged' in outcome && merged !== document.text) {
    const what = document.text === savedText ? 'its edits are shown' : 'its edits are merged with yours'
    showToast('note', `${name} was changed by another program: ${what}. Undo brings back what was here.`)
  }
  return true
}

/** undefined: the person decides later; until then nothing is written over. */
function askAbout(name: string, parts: MergePart[]): Promise<string | undefined> {
  // Another question is on the screen: saving comes back to this one.
  if (shellStore.getState().dialog) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    openDialog({
      kind: 'conflict',
      name,
      parts,
      answer: (choices) => {
        closeDialog()
        resolve(choices === null ? undefined : joinParts(parts, choices))
      },
    })
  })
}
