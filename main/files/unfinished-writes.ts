import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { lstat, readdir, readFile, rm, unlink } from 'node:fs/promises'
import { basename, isAbsolute, join, resolve } from 'node:path'
import * as z from 'zod'
import { isAlive, thisOwner } from '../../simulator/live/owner.ts'
import { temporaryName } from './temporary-name.ts'

/**
 * The temporary files that this process has beside the files it writes, noted in the program's own folder for as long as they
 * are there. A process that is killed leaves the note, and the next start removes what it names, wherever that is.
 */
let note: string | undefined
const underWay = new Set<string>()

const ownerSchema = z.object({ host: z.string(), boot: z.string(), pid: z.string(), started: z.string() })
const noteName = /^writing-[\w-]+\.jsonl$/

/** From now on what is being written is noted in this folder. There is one note for a process, as there is one log. */
export function noteWritesIn(userFolder: string): void {
  const { pid, started } = thisOwner()
  note = join(userFolder, `writing-${[pid, started].filter(Boolean).join('-')}.jsonl`)
}

/** Before the temporary file is made. */
export function beginWrite(temporary: string): void {
  const isFirst = underWay.size === 0
  underWay.add(temporary)
  if (note === undefined) return
  // The owner and the first name are one write, so that a kill leaves both or neither.
  const lines = [...(isFirst ? [thisOwner()] : []), resolve(temporary)].map((line) => `${JSON.stringify(line)}\n`).join('')
  try {
    if (isFirst) mkdirSync(join(note, '..'), { recursive: true, mode: 0o700 })
    appendFileSync(note, lines, { mode: 0o600 })
  } catch {
    // A folder of ours that cannot be written is no reason not to save.
  }
}

/** When the temporary file has its place, or is gone. */
export function endWrite(temporary: string): void {
  underWay.delete(temporary)
  if (underWay.size > 0 || note === undefined) return
  try {
    rmSync(note, { force: true })
  } catch {
    // The next start finds that nothing of what it names is there.
  }
}

/** Removes what processes that were killed had under way. What cannot be removed stays: it is in nobody's way. */
export async function removeUnfinished(userFolder: string): Promise<void> {
  const names = await readdir(userFolder).catch(() => [])
  for (const name of names) if (noteName.test(name)) await removeNoted(join(userFolder, name)).catch(() => {})
}

async function removeNoted(path: string): Promise<void> {
  const [owner, ...temporaries] = (await readFile(path, 'utf8')).split('\n').map(parseJson)
  const { data } = ownerSchema.safeParse(owner)
  if (data && isAlive(data)) return
  for (const temporary of temporaries) if (isTemporary(temporary)) await removeFile(temporary).catch(() => {})
  await rm(path, { force: true })
}

/** Whatever stands in a note, only files of the name that we give are removed. */
function isTemporary(path: unknown): path is string {
  return typeof path === 'string' && isAbsolute(path) && temporaryName.test(basename(path))
}

async function removeFile(path: string): Promise<void> {
  if ((await lstat(path)).isFile()) await unlink(path)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
