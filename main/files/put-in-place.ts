import { linkSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { errorCodeOf } from './file-failure.ts'
import { temporaryBeside } from './temporary-name.ts'
import { beginWrite, endWrite } from './unfinished-writes.ts'

export interface Staged {
  /** Holds the new content, beside the target. */
  temporary: string
  /** The file itself, where the path was a link to it. */
  target: string
  /** It has to be written where it stands: it has other names, or an owner that the temporary one cannot have. */
  inPlace: boolean
}

/** Is given a path under which the file stands as it was last, and throws where it must stay so. */
export type MayReplace = (standing: string) => Promise<void>

/** Puts staged content in its place, whatever stands there. */
export async function putInPlace({ temporary, target, inPlace }: Staged): Promise<void> {
  if (!inPlace) return rename(temporary, target)
  await writeThrough(target, await readFile(temporary))
  await unlink(temporary)
}

/**
 * The same where `mayReplace` has a say. It is asked before, and once more of what was replaced, which a second name kept: an edit
 * that another program made in between is put back. Between that name and the rename there is no step of ours at all; only who
 * puts another file there within these microseconds goes unseen, and who keeps writing to a file that was open to them.
 */
export async function putInPlaceIf(staged: Staged, mayReplace: MayReplace): Promise<void> {
  const { temporary, target, inPlace } = staged
  await mayReplace(target)
  if (inPlace) return putInPlace(staged)
  const kept = temporaryBeside(target)
  beginWrite(kept)
  try {
    if (replaceKeeping(temporary, target, kept) === 'new') return
    await mayReplace(kept).catch(async (refusal: unknown) => {
      await rename(kept, target)
      throw refusal
    })
  } finally {
    await unlink(kept).catch(() => {})
    endWrite(kept)
  }
}

/** One step after the other without a wait. `new`: nothing was replaced, or nothing of it could be kept. */
function replaceKeeping(temporary: string, target: string, kept: string): 'new' | 'kept' {
  let isKept = true
  try {
    linkSync(target, kept)
  } catch (error) {
    // Some file systems know no second names.
    isKept = false
    if (errorCodeOf(error) === 'ENOENT' && placeNew(temporary, target)) return 'new'
  }
  renameSync(temporary, target)
  return isKept ? 'kept' : 'new'
}

/** Where nothing stood, nothing is replaced: whether that was so. */
function placeNew(temporary: string, target: string): boolean {
  try {
    linkSync(temporary, target)
    unlinkSync(temporary)
    return true
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') return false
    throw new Error('another program made it meanwhile')
  }
}

/**
 * Whether a file has to be written where it stands: other names of it would keep the old text, or it would get another owner.
 * `give` gives the staged file the owner of the one that is there.
 */
export async function mustStay(target: string, give: (uid: number, gid: number) => Promise<void>): Promise<boolean> {
  let about: ReturnType<typeof statSync>
  try {
    about = statSync(target)
  } catch {
    return false
  }
  if (about.nlink > 1) return true
  const isOurs = process.getuid === undefined || (about.uid === process.geteuid?.() && about.gid === process.getegid?.())
  if (isOurs) return false
  return give(about.uid, about.gid).then(
    () => false,
    () => true,
  )
}

/** Never empty in between: the new bytes go over the old ones, and then what is left of those goes. */
async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+')
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten
    await file.truncate(bytes.length)
    await file.sync()
  } finally {
    await file.close()
  }
}
