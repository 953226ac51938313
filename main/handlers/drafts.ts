import { readFile, stat } from 'node:fs/promises'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { Owner } from '../../simulator/live/owner.ts'
import {
  type FoundDraft,
  findDraft,
  findDrafts,
  isOwnedByOther,
  type LivingPages,
  removeDraft,
  type StoredDraft,
  touchDraft,
  writeDraft,
} from '../files/draft-store.ts'
import { sweepTemporaries } from '../files/sweep-temporaries.ts'

export interface DraftAccess {
  folder: string
  program: Owner
  pages: LivingPages
  now: () => Date
}

export interface Drafts {
  put(input: Input<'drafts.put'>): Promise<Record<string, never>>
  beat(input: Input<'drafts.beat'>): Promise<Record<string, never>>
  list(input: Input<'drafts.list'>): Promise<Output<'drafts.list'>>
  take(input: Input<'drafts.take'>): Promise<Output<'drafts.take'>>
  discard(input: Input<'drafts.discard'>): Promise<Record<string, never>>
}

/**
 * Unsaved work, one file per draft beside the settings, readable by its owner alone. A draft belongs to the page that keeps it
 * and stays until its text is saved or the person discards it; what happens to drafts happens one after another.
 */
export function createDrafts({ folder, program, pages, now }: DraftAccess): Drafts {
  let last: Promise<unknown> = Promise.resolve()
  const owned = new Map<string, Set<string>>()

  function inTurn<T>(page: string, work: () => Promise<T>): Promise<T> {
    pages.hear(page)
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }

  const isForeign = (found: FoundDraft, page: string) => isOwnedByOther(found, page, program, pages, now())

  async function requireOwn(id: string, page: string): Promise<FoundDraft | undefined> {
    const found = await findDraft(folder, id)
    if (found && isForeign(found, page)) {
      throw new Refusal('in-use', `${found.draft?.name} is being edited in another window of Microcosm: go on there, or close it first.`)
    }
    return found
  }

  async function own(page: string, draft: StoredDraft): Promise<void> {
    await writeDraft(folder, { ...draft, owner: { page, program } })
    for (const others of owned.values()) others.delete(draft.id)
    owned.set(page, (owned.get(page) ?? new Set()).add(draft.id))
  }

  return {
    put: ({ page, ...draft }) =>
      inTurn(page, async () => {
        if (!owned.get(page)?.has(draft.id)) await requireOwn(draft.id, page)
        await own(page, { ...draft, savedAt: now().toISOString() })
        return {}
      }),
    beat: ({ page }) =>
      inTurn(page, async () => {
        for (const id of owned.get(page) ?? []) await touchDraft(folder, id, now())
        return {}
      }),
    list: ({ page }) =>
      inTurn(page, async () => {
        await sweepTemporaries(folder, (name) => name.endsWith('.json'), now())
        return list(folder, page, isForeign)
      }),
    take: ({ page, id }) =>
      inTurn(page, async () => {
        const draft = (await requireOwn(id, page))?.draft
        if (!draft) throw new Refusal('not-found', 'This draft is no longer there, or cannot be read.')
        await own(page, draft)
        return withoutOwner(draft)
      }),
    discard: ({ page, id }) =>
      inTurn(page, async () => {
        await requireOwn(id, page)
        await removeDraft(folder, id)
        owned.get(page)?.delete(id)
        return {}
      }),
  }
}

async function list(folder: string, page: string, isForeign: (found: FoundDraft, page: string) => boolean): Promise<Output<'drafts.list'>> {
  const free = (await findDrafts(folder)).filter((found) => !isForeign(found, page))
  const drafts: Output<'drafts.list'>['drafts'] = []
  for (const { id, draft } of free) {
    if (!draft) continue
    const mine = draft.owner?.page === page
    if (!mine && (await holdsNothingNew(draft))) await removeDraft(folder, id)
    else drafts.push({ ...withoutOwner(draft), mine })
  }
  return {
    drafts: drafts.sort((a, b) => b.savedAt.localeCompare(a.savedAt)),
    unreadable: free.filter(({ draft }) => !draft).map(({ id, file }) => ({ id, file })),
  }
}

/** Its text is what stands in its file, since the program ended between saving and forgetting it; or nothing was edited yet. */
async function holdsNothingNew({ path, text, savedText, pristineText, unfinished = [] }: StoredDraft): Promise<boolean> {
  if (unfinished.length > 0) return false
  if (text === pristineText || (pristineText === undefined && text === savedText)) return true
  if (path === null) return false
  try {
    const about = await stat(path)
    return about.isFile() && about.size === Buffer.byteLength(text) && (await readFile(path, 'utf8')) === text
  } catch {
    return false
  }
}

function withoutOwner({ owner: _, ...draft }: StoredDraft): Omit<StoredDraft, 'owner'> {
  return draft
}
