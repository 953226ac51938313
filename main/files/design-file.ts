import { access, constants, stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import { readRegularFile } from '../../simulator/files/read-regular-file.ts'
import { writeAtomically } from './atomic-write.ts'
import { errorCodeOf, toFileRefusal } from './file-failure.ts'

export interface DesignFile {
  path: string
  name: string
  text: string
  readOnly?: boolean
}

/** A design of ten thousand components is about a megabyte; what is larger than this is some other file. */
const largestDesignBytes = 10_000_000

/** Reads a design's text exactly: bytes that are not UTF-8 are refused, since saving would change them. */
export async function readDesignFile(path: string): Promise<DesignFile> {
  const text = await readText(path)
  const writable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
  return { path, name: basename(path), text, ...(writable ? {} : { readOnly: true }) }
}

async function readText(path: string): Promise<string> {
  let bytes: Uint8Array
  try {
    const about = await stat(path)
    if (about.isDirectory()) throw new Refusal('bad-input', `${path} is a folder: name a design file.`)
    if (!about.isFile()) throw new Refusal('bad-input', `${path} is not a regular file: name a design file.`)
    if (about.size > largestDesignBytes) {
      throw new Refusal('bad-input', `${path} is too large for a design (${Math.round(about.size / 1e6)} MB; at most 10 MB).`)
    }
    bytes = await readRegularFile(path, largestDesignBytes)
  } catch (error) {
    throw toFileRefusal(error, `read ${path}`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal('bad-input', `${path} is not text in UTF-8: save it as UTF-8, or choose another file.`)
  }
}

/**
 * Saves a design, unless the file is no longer what was last read (`lastRead`; null: it was not there). A file that was
 * deleted meanwhile is written anew. The file is compared when the new text is already on disk, right before it takes the file's
 * place, and so is what was replaced, right after: an edit that another program made in between is put back.
 */
export async function writeDesignFile(path: string, text: string, lastRead: string | null, overwrite: boolean): Promise<void> {
  const refuseEdited = (standing: string) => refuseChanged(path, standing, text, lastRead)
  try {
    await writeAtomically(path, text, undefined, overwrite ? undefined : refuseEdited)
  } catch (error) {
    throw toFileRefusal(error, `save ${path}`)
  }
}

async function refuseChanged(path: string, standing: string, text: string, lastRead: string | null): Promise<void> {
  let onDisk: string
  try {
    onDisk = (await readRegularFile(standing, largestDesignBytes)).toString('utf8')
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return
    throw toFileRefusal(error, `save ${path}`)
  }
  if (onDisk === lastRead || onDisk === text) return
  const message = lastRead === null ? `${path} is there already.` : `${path} was changed by another program since it was opened.`
  throw new Refusal('changed-on-disk', `${message} Save it under another name, or overwrite it.`, { onDisk })
}

/** The page may only name design files by their whole path, so that a mistake in it cannot touch anything else. */
export function checkDesignPath(path: string): string {
  if (path.includes('\0') || !isAbsolute(path)) throw new Refusal('bad-input', `"${path}" is not a whole path: begin it at the root.`)
  if (!/\.ya?ml$/i.test(path)) throw new Refusal('bad-input', `${basename(path)} is not a design: its name must end in .microcosm.yaml.`)
  return path
}
