import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Export } from '../../app/exporters/exporter.ts'
import { writeAtomically } from './atomic-write.ts'
import type { OnEdited, Written } from './export-folder.ts'
import { readBytesIfThere } from './export-manifest.ts'
import { toFileRefusal } from './file-failure.ts'

/**
 * Writes an export of one file. `place` is the file, or a folder for it, which gives it the exporter's own name. A file that
 * says something else is replaced only where the person said so.
 */
export async function writeExportedFile(place: string, files: Export['files'], edited: OnEdited): Promise<Written> {
  try {
    const [file] = files
    if (!file || files.length > 1) throw new Error(`an export of one file made ${files.length}`)
    const path = await placeOfFile(place, file.path)
    const bytes = Buffer.from(file.content, file.encoding ?? 'utf8')
    const before = await readBytesIfThere(path)
    const differs = before !== undefined && !before.equals(bytes)
    if (differs && edited === 'refuse') {
      throw new Refusal('exists', `${path} is there already and says something else: name another file, or overwrite it.`, {
        files: [path],
      })
    }
    if (differs && typeof edited === 'object' && !edited.replace.includes(basename(path))) {
      return { folder: dirname(path), written: [], kept: [basename(path)], removed: [] }
    }
    await mkdir(dirname(path), { recursive: true })
    await writeAtomically(path, bytes)
    return { folder: dirname(path), written: [basename(path)], kept: [], removed: [] }
  } catch (error) {
    throw toFileRefusal(error, `export into ${place}`)
  }
}

/** `place` is the file, or a folder for it. */
export async function placeOfFile(place: string, name: string): Promise<string> {
  return (await isFolder(place)) ? join(place, name) : place
}

async function isFolder(place: string): Promise<boolean> {
  if (place.endsWith('/') || place.endsWith(sep)) return true
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
