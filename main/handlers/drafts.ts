import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { errorCodeOf, toFileRefusal } from '../files/file-failure.ts'

const draftSchema = z.object({ id: z.string(), path: z.string().nullable(), name: z.string(), text: z.string(), savedAt: z.string() })

/** Keeps unsaved work beside the settings: one file per draft, readable by its owner alone, never the person's own file. */
export async function putDraft(input: Input<'drafts.put'>, folder: string, now: Date): Promise<Record<string, never>> {
  const path = pathOf(input.id, folder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeAtomically(path, JSON.stringify({ ...input, savedAt: now.toISOString() }), 0o600)
  } catch (error) {
    throw toFileRefusal(error, `keep a draft in ${folder}`)
  }
  return {}
}

/** Newest first. A draft that cannot be understood is left where it is and not offered. */
export async function listDrafts(folder: string): Promise<Output<'drafts.list'>> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return []
    throw toFileRefusal(error, `read the drafts in ${folder}`)
  })
  const read = await Promise.all(names.filter((name) => /^[\w-]+\.json$/.test(name)).map((name) => readDraft(join(folder, name))))
  return read.filter((draft) => draft !== undefined).sort((a, b) => b.savedAt.localeCompare(a.savedAt))
}

async function readDraft(path: string): Promise<z.infer<typeof draftSchema> | undefined> {
  try {
    return draftSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

export async function discardDraft({ id }: Input<'drafts.discard'>, folder: string): Promise<Record<string, never>> {
  try {
    await rm(pathOf(id, folder), { force: true })
  } catch (error) {
    throw toFileRefusal(error, `discard a draft in ${folder}`)
  }
  return {}
}

function pathOf(id: string, folder: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Refusal('bad-input', `"${id}" cannot name a draft: use letters, digits, _ and -.`)
  return join(folder, `${id}.json`)
}
