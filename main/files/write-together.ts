import { copyFile, lstat, mkdir, rmdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { stageFile, syncFolder } from './atomic-write.ts'
import { errorCodeOf } from './file-failure.ts'
import { putInPlace, type Staged } from './put-in-place.ts'
import { temporaryBeside } from './temporary-name.ts'
import { beginWrite, endWrite } from './unfinished-writes.ts'

/** A file that gets this content, or goes where the content is null. */
export interface FileChange {
  path: string
  content: string | Uint8Array | null
  mode?: number
}

/**
 * Changes several files as one. All contents are on disk before the first file is touched; and where a file cannot be put in
 * place, those before it are as they were again, so that an export is there whole or not at all.
 */
export async function writeTogether(changes: FileChange[]): Promise<void> {
  const madeFolders: string[] = []
  const staged: (Staged | { temporary: null; target: string; inPlace: false })[] = []
  const undo: (() => Promise<void>)[] = []
  const copies: string[] = []
  try {
    for (const { path, content, mode } of changes) {
      if (content === null) staged.push({ temporary: null, target: path, inPlace: false })
      else {
        madeFolders.push(...(await makeFolder(dirname(path))))
        staged.push(await stageFile(path, content, mode))
      }
    }
    for (const one of staged) {
      const { target, inPlace } = one
      const copy = await copyIfThere(target)
      if (copy !== undefined) copies.push(copy)
      one.temporary === null ? await unlink(target) : await putInPlace(one)
      undo.unshift(() => (copy === undefined ? unlink(target) : putInPlace({ temporary: copy, target, inPlace })))
    }
  } catch (error) {
    for (const step of undo) await step().catch(() => {})
    for (const { temporary } of staged) if (temporary !== null) await unlink(temporary).catch(() => {})
    // One that holds something else by now stays.
    for (const folder of madeFolders.reverse()) await rmdir(folder).catch(() => {})
    throw error
  } finally {
    for (const copy of copies) await unlink(copy).catch(() => {})
    for (const path of [...copies, ...staged.map(({ temporary }) => temporary)]) if (path !== null) endWrite(path)
  }
  for (const folder of new Set(changes.map(({ path }) => dirname(path)))) await syncFolder(folder)
}

/** The folders that had to be made, the outermost first. */
async function makeFolder(folder: string): Promise<string[]> {
  const made: string[] = []
  for (let at = folder; !(await isThere(at)); at = dirname(at)) made.unshift(at)
  await mkdir(folder, { recursive: true })
  return made
}

async function copyIfThere(path: string): Promise<string | undefined> {
  const copy = temporaryBeside(path)
  beginWrite(copy)
  try {
    await copyFile(path, copy)
    return copy
  } catch (error) {
    await unlink(copy).catch(() => {})
    endWrite(copy)
    if (errorCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
