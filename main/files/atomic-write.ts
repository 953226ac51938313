import { type FileHandle, open, readlink, realpath, stat, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCodeOf } from './file-failure.ts'
import { type MayReplace, mustStay, putInPlace, putInPlaceIf, type Staged } from './put-in-place.ts'
import { temporaryBeside } from './temporary-name.ts'
import { beginWrite, endWrite } from './unfinished-writes.ts'

/**
 * Replaces a file in one step: a reader, or a power cut, sees the old text or the new one, never a part. A link is followed,
 * so that it goes on pointing at the file; the file keeps its mode and its owner. One that has several names, or whose owner cannot
 * be kept otherwise, is written where it stands, which is no single step. `mayReplace` is asked last of all, when the new content
 * is on disk, and throws where the file must stay as it is.
 */
export async function writeAtomically(path: string, content: string | Uint8Array, mode?: number, mayReplace?: MayReplace): Promise<void> {
  const staged = await stageFile(path, content, mode)
  const { temporary, target } = staged
  try {
    await (mayReplace ? putInPlaceIf(staged, mayReplace) : putInPlace(staged))
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  } finally {
    endWrite(temporary)
  }
  await syncFolder(dirname(target))
}

/**
 * Writes the new content beside the file, safe on disk, from where one rename puts it in place. What is there and is no file
 * (a pipe, a device) is not replaced. Whoever stages a file says with `endWrite` when the temporary one has its place, or is gone.
 */
export async function stageFile(path: string, content: string | Uint8Array, mode?: number): Promise<Staged> {
  const target = await followLinks(path)
  const there = await modeOf(target)
  const kept = mode ?? there
  const temporary = temporaryBeside(target)
  let inPlace = false
  beginWrite(temporary)
  try {
    const file = await open(temporary, 'wx', kept ?? 0o666)
    try {
      await file.writeFile(content)
      inPlace = there !== undefined && (await mustStay(target, (uid, gid) => file.chown(uid, gid)))
      // The process's umask may have taken away what the old file allowed.
      if (kept !== undefined) await file.chmod(kept)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await unlink(temporary).catch(() => {})
    endWrite(temporary)
    throw error
  }
  return { temporary, target, inPlace }
}

async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error
    // A link to a file that is not there yet: the file is made where the link points. A loop of links fails above.
    const pointsAt = await readlink(path).catch(() => undefined)
    return pointsAt === undefined ? path : followLinks(resolve(await realpath(dirname(path)), pointsAt))
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    const about = await stat(path)
    if (!about.isFile()) throw new Error(about.isDirectory() ? 'it is a folder' : 'it is not a regular file')
    return about.mode & 0o777
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error
    return undefined
  }
}

/** The new name itself lasts only when the folder is on disk; not every system lets a folder be synced. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // The content is safe all the same; only the order of a rename and a power cut is not.
  } finally {
    await handle?.close()
  }
}
