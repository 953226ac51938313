import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Refusal } from '../../app/bridge/answer.ts'
import { isAlive, type Owner } from '../../simulator/live/owner.ts'
import { writeAtomically } from './atomic-write.ts'
import { errorCodeOf, toFileRefusal } from './file-failure.ts'

const ownerSchema = z.object({
  page: z.string(),
  program: z.object({ host: z.string(), boot: z.string(), pid: z.string(), started: z.string() }),
})
/** What a file holds. Those of the first version have no owner and no `savedText`. */
const storedSchema = z.object({
  id: z.string(),
  path: z.string().nullable(),
  name: z.string(),
  text: z.string(),
  savedAt: z.string(),
  folder: z.string().nullable().optional(),
  savedText: z.string().nullable().optional(),
  pristineText: z.string().optional(),
  unfinished: z.array(z.object({ part: z.array(z.string()), base: z.string(), typed: z.string(), label: z.string() })).optional(),
  owner: ownerSchema.optional(),
})
export type StoredDraft = z.infer<typeof storedSchema>

export interface FoundDraft {
  id: string
  file: string
  /** undefined: it cannot be understood. */
  draft: StoredDraft | undefined
  /** When its page was last heard of. */
  beatAt: Date
}

/** A page that was not heard of for so long is gone; browsers let a page in the background speak once a minute. */
const longestSilenceMs = 90_000

/** Which pages of this program live, by when they were last heard of. A page that is known to be gone is forgotten at once. */
export interface LivingPages {
  hear(page: string): void
  forgetAll(): void
  lives(page: string): boolean
}

export function createLivingPages(now: () => Date): LivingPages {
  const heard = new Map<string, number>()
  return {
    hear: (page) => void heard.set(page, now().getTime()),
    forgetAll: () => heard.clear(),
    lives: (page) => now().getTime() - (heard.get(page) ?? Number.NEGATIVE_INFINITY) < longestSilenceMs,
  }
}

/**
 * Whether a page other than the one that asks owns the draft and lives. Pages of another program on this machine are judged by
 * that program's life and by the draft's last sign of life.
 */
export function isOwnedByOther({ draft, beatAt }: FoundDraft, page: string, program: Owner, pages: LivingPages, now: Date): boolean {
  const owner = draft?.owner
  if (!owner || owner.page === page) return false
  const isOurs = owner.program.pid === program.pid && owner.program.started === program.started && owner.program.boot === program.boot
  if (isOurs) return pages.lives(owner.page)
  return isAlive(owner.program) && now.getTime() - beatAt.getTime() < longestSilenceMs
}

export async function writeDraft(folder: string, draft: StoredDraft): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeAtomically(fileOf(draft.id, folder), JSON.stringify(draft), 0o600)
  } catch (error) {
    throw toFileRefusal(error, `keep a draft in ${folder}`)
  }
}

/** undefined: there is none. */
export async function findDraft(folder: string, id: string): Promise<FoundDraft | undefined> {
  const file = fileOf(id, folder)
  let text: string
  let beatAt: Date
  try {
    beatAt = (await stat(file)).mtime
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined
    return { id, file, draft: undefined, beatAt: new Date(0) }
  }
  return { id, file, draft: parse(text), beatAt }
}

export async function findDrafts(folder: string): Promise<FoundDraft[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return []
    throw toFileRefusal(error, `read the drafts in ${folder}`)
  })
  const ids = names.flatMap((name) => /^([\w-]{1,64})\.json$/.exec(name)?.[1] ?? [])
  const found = await Promise.all(ids.map((id) => findDraft(folder, id)))
  return found.filter((one) => one !== undefined)
}

/** A sign of life of the draft's page, for other programs. */
export async function touchDraft(folder: string, id: string, now: Date): Promise<void> {
  await utimes(fileOf(id, folder), now, now).catch(() => {
    // It was saved or discarded meanwhile.
  })
}

export async function removeDraft(folder: string, id: string): Promise<void> {
  try {
    await rm(fileOf(id, folder), { force: true })
  } catch (error) {
    throw toFileRefusal(error, `discard a draft in ${folder}`)
  }
}

function parse(text: string): StoredDraft | undefined {
  try {
    return storedSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function fileOf(id: string, folder: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Refusal('bad-input', `"${id}" cannot name a draft: use letters, digits, _ and -.`)
  return join(folder, `${id}.json`)
}
