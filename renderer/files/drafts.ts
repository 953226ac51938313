import { request } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'

/** Autosave: a dirty design is kept as a draft beside the program's settings, never in the person's file. */

const everyMs = 3000

/** Keeps a draft of the open design as long as it is dirty. */
export function keepDrafts(): void {
  let kept = ''
  setInterval(() => {
    const { open, dirty, document, draftId, path, name } = designStore.getState()
    const mark = `${draftId}\n${document.text}`
    if (!open || !dirty || mark === kept) return
    kept = mark
    // A draft that cannot be kept is tried again after the next edit; there is nothing for the person to do about it.
    void request('drafts.put', { id: draftId, path, name, text: document.text }).catch(() => {
      kept = ''
    })
  }, everyMs)
}

export async function discardDraft(id: string): Promise<void> {
  await request('drafts.discard', { id }).catch(() => undefined)
}
