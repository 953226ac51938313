import * as z from 'zod'
import type { Output } from '../../app/bridge/requests.ts'
import { request } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'
import { readSession, writeSession } from '../state/page-id.ts'
import { recoverDraft } from './recover.ts'
import { showFile } from './show-file.ts'

const key = 'microcosm.open'
const openSchema = z.object({ draftId: z.string(), path: z.string().nullable() })

/** Remembers, for as long as the tab is there, which design is open in it. */
export function rememberOpen(): void {
  let known = ''
  designStore.subscribe(({ open, draftId, path }) => {
    const now = open ? JSON.stringify({ draftId, path }) : ''
    if (now === known) return
    known = now
    writeSession(key, open ? now : null)
  })
}

/** Shows again what was open when this page was last left, also by a crash. Resolves to whether there was such a design. */
export async function resumeOpen(drafts: Output<'drafts.list'>['drafts']): Promise<boolean> {
  const open = parse(readSession(key))
  if (!open) return false
  const draft = drafts.find(({ id, mine }) => mine && id === open.draftId)
  if (draft) return recoverDraft(draft)
  const file = open.path === null ? null : await request('designs.open', { path: open.path }).catch(() => null)
  if (file) showFile(file)
  return file !== null
}

function parse(text: string | null): z.infer<typeof openSchema> | undefined {
  try {
    return openSchema.safeParse(JSON.parse(text ?? 'null')).data
  } catch {
    return undefined
  }
}
