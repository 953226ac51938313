import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
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
export async function writeExportedFile(place: string, files: Export['files'], edited: OnEdited, ownEnding = false): Promise<Written> {
  try {
    const [file] = files
    if (!file || files.length > 1) throw new Error(`an export of one file made ${files.length}`)
    const path = await placeOfFile(place, file.path, ownEnding)
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

/**
 * `place` is the file, or a folder for it. `ownEnding`: a file is refused that does not end as the exporter's own name does, so that
 * who may only export can neither read nor replace a file of another kind.
 */
export async function placeOfFile(place: string, name: string, ownEnding = false): Promise<string> {
  if (await isFolder(place)) return join(place, name)
  if (ownEnding && extname(place).toLowerCase() !== extname(name)) {
    throw new Refusal('bad-input', `"${place}" does not end in ${extname(name)}: name a file that does, or a folder.`)
  }
  return place
}

async function isFolder(place: string): Promise<boolean> {
  if (place.endsWith('/') || place.endsWith(sep)) return true
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
