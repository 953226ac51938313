import type { Output } from '../../app/bridge/requests.ts'
import { request, toMessage } from '../bridge.ts'
import { openText } from '../state/design-store.ts'
import { pageId } from '../state/page-id.ts'
import { openDialog } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { restoreTexts } from '../yaml/yaml-drafts.ts'
import { arrive } from './show-file.ts'
import { mayLeaveDesign } from './unsaved.ts'

type Draft = Output<'drafts.list'>['drafts'][number]

/**
 * Opens a draft as unsaved edits of the file it came from. The file itself is not touched until the person saves, and the draft
 * stays, as that of this page.
 */
export async function recoverDraft({ id }: Pick<Draft, 'id'>): Promise<boolean> {
  if (!(await mayLeaveDesign())) return false
  try {
    const draft = await request('drafts.take', { page: pageId(), id })
    const problems = openText({
      ...draft,
      savedText: draft.savedText === undefined ? await readFromDisk(draft.path) : draft.savedText,
      draftId: id,
    })
    if (problems) openDialog({ kind: 'unreadable', name: draft.name, problems })
    else {
      restoreTexts(id, draft.unfinished ?? [])
      arrive()
    }
    return problems === undefined
  } catch (error) {
    showToast('bad', toMessage(error))
    return false
  }
}

/** A draft of the first version does not know what its edits began from. */
async function readFromDisk(path: string | null): Promise<string | null> {
  const file = path === null ? null : await request('designs.open', { path }).catch(() => null)
  return file?.text ?? null
}

/** The person lets these go. */
export async function forgetDrafts(drafts: { id: string }[]): Promise<void> {
  try {
    await Promise.all(drafts.map(({ id }) => request('drafts.discard', { page: pageId(), id })))
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}
