import type { Output } from '../../app/bridge/requests.ts'
import { request } from '../bridge.ts'
import { fitSoon } from '../canvas/viewport.ts'
import { openText } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import { discardDraft } from './drafts.ts'

type Draft = Output<'drafts.list'>[number]

/** Opens a draft as unsaved edits of the file it came from. The file itself is not touched until the person saves. */
export async function recoverDraft(draft: Draft): Promise<void> {
  const onDisk = draft.path === null ? null : await request('designs.open', { path: draft.path }).catch(() => null)
  const problems = openText({
    text: draft.text,
    path: onDisk?.path ?? null,
    name: draft.name,
    savedText: onDisk?.text ?? null,
  })
  if (problems) openDialog({ kind: 'unreadable', name: draft.name, problems })
  else fitSoon()
  // The open design keeps a draft of its own from now on.
  await request('drafts.discard', { id: draft.id }).catch(() => undefined)
}

export async function forgetDrafts(drafts: Draft[]): Promise<void> {
  await Promise.all(drafts.map((draft) => discardDraft(draft.id)))
}
