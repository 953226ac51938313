import { Refusal } from '../../app/bridge/answer.ts'
import { request, toMessage } from '../bridge.ts'
import { type DesignState, designStore } from '../state/design-store.ts'
import { pageId } from '../state/page-id.ts'
import { showToast } from '../state/toast-store.ts'
import { draftStore, textsOf, unfinishedIn } from '../yaml/yaml-drafts.ts'

/**
 * Autosave: what is edited is kept as a draft beside the program's settings, never in the person's file, and so is what was
 * opened and is kept nowhere yet, and what was typed as YAML and is not right yet. The draft goes when its text was saved, or when the person lets the design go.
 */

/** An edit is kept this soon; those within it are kept together. */
const soonMs = 400
const againMs = 5000
const beatMs = 20_000

let timer: ReturnType<typeof setTimeout> | undefined
/** What is asked of the program follows one another, so that a draft cannot come back after it was discarded. */
let last: Promise<unknown> = Promise.resolve()
/** What was last kept or discarded. */
let settled: Kept | undefined
let isTold = false

/** Keeps a draft of the open design for as long as that is needed. */
export function keepDrafts(): void {
  designStore.subscribe((state, before) => {
    if (before.open && before.draftId !== state.draftId) discard(before.draftId)
    schedule(soonMs)
  })
  draftStore.subscribe(() => schedule(soonMs))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepNow()
  })
  setInterval(() => void request('drafts.beat', { page: pageId() }).catch(() => undefined), beatMs)
}

/** The design is left for good with the window: the person was asked. */
export async function letDraftGo(): Promise<void> {
  const { open, draftId } = designStore.getState()
  if (open) discard(draftId)
  settled = keptOf(designStore.getState())
  await last
}

function schedule(ms: number): void {
  timer ??= setTimeout(keepNow, ms)
}

function keepNow(): void {
  clearTimeout(timer)
  timer = undefined
  const state = designStore.getState()
  if (!state.open) return
  const [before, now] = [settled, keptOf(state)]
  if (before && keys.every((key) => before[key] === now[key])) return
  settled = now
  if (state.dirty || state.path === null || unfinishedIn(state).length > 0) put(state)
  // Also where this page kept nothing yet: a draft that was recovered is there from before.
  else discard(state.draftId)
}

const keys = ['draftId', 'path', 'name', 'text', 'savedText', 'dirty', 'typed'] as const
type Kept = Pick<DesignState, Exclude<(typeof keys)[number], 'text' | 'typed'>> & { text: string; typed: string }

function keptOf({ draftId, path, name, document, savedText, dirty }: DesignState): Kept {
  return { draftId, path, name, text: document.text, savedText, dirty, typed: JSON.stringify(textsOf(draftId)) }
}

function put({ draftId: id, path, name, folder, document, savedText, pristineText }: DesignState): void {
  const unfinished = textsOf(id)
  const draft = {
    ...{ id, path, name, folder, text: document.text, savedText },
    ...(pristineText === savedText ? {} : { pristineText }),
    ...(unfinished.length > 0 ? { unfinished } : {}),
  }
  inTurn(async () => {
    try {
      await request('drafts.put', { page: pageId(), ...draft })
      isTold = false
    } catch (error) {
      if (error instanceof Refusal && error.code === 'in-use') designStore.setState({ draftId: crypto.randomUUID() })
      else if (!isTold) showToast('bad', `Your edits are not kept until you save them. ${toMessage(error)}`)
      isTold = true
      settled = undefined
      schedule(againMs)
    }
  })
}

function discard(id: string): void {
  inTurn(() => request('drafts.discard', { page: pageId(), id }).catch(() => undefined))
}

function inTurn(work: () => Promise<unknown>): void {
  last = last.then(work)
}
