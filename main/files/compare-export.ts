import { basename, join } from 'node:path'
import type { Export, ExportedFile } from '../../app/exporters/exporter.ts'
import { isEdited, withKeptRegions } from '../../app/exporters/kept-regions.ts'
import { type Hashes, hashOf, readBytesIfThere, readHashes, readIfThere } from './export-manifest.ts'
import { toFileRefusal } from './file-failure.ts'
import { withMissingVariables } from './missing-variables.ts'

/**
 * How a file of an export stands to what is on the disk. `new`: it is not there. `changed`: the export would replace what it
 * wrote before. `edited`: a person wrote or edited it, so the export would ask first. `stale`: an earlier export wrote it and
 * this one no longer has it.
 */
export type FileState = 'new' | 'same' | 'changed' | 'edited' | 'stale'

export interface ComparedFile {
  path: string
  state: FileState
  /** What is on the disk; absent where nothing is. */
  there?: string
  /** What would be; absent where the file would go. */
  wanted?: string
  /** Both texts are bytes in base64. */
  encoding?: 'base64'
  /** Holds what only its owner may read. */
  secret?: boolean
}

/** Compares an export with what a folder holds, in the order of the files; writes nothing. */
export async function compareExport(folder: string, files: Export['files'], to: string): Promise<ComparedFile[]> {
  try {
    const before = await readHashes(folder, to)
    const compared: ComparedFile[] = []
    for (const file of files) compared.push(compareOne(file, await readIfThere(join(folder, file.path)), before))
    for (const [path, hash] of Object.entries(before)) {
      const there = files.some((file) => file.path === path) ? undefined : await readIfThere(join(folder, path))
      if (there !== undefined && hashOf(there) === hash) compared.push({ path, state: 'stale', there })
    }
    return compared
  } catch (error) {
    throw toFileRefusal(error, `compare with ${folder}`)
  }
}

/** The same of an export that is one file, whose bytes may be a picture's. */
export async function compareExportedFile(path: string, [file]: Export['files']): Promise<ComparedFile[]> {
  if (!file) return []
  const there = await readBytesIfThere(path).catch((error: unknown) => {
    throw toFileRefusal(error, `compare with ${path}`)
  })
  const bytes = Buffer.from(file.content, file.encoding ?? 'utf8')
  const state = there === undefined ? 'new' : there.equals(bytes) ? 'same' : 'changed'
  const { encoding } = file
  const before = there === undefined ? {} : { there: there.toString(encoding ?? 'utf8') }
  return [{ path: basename(path), state, wanted: file.content, ...before, ...(encoding ? { encoding } : {}) }]
}

function compareOne(file: ExportedFile, there: string | undefined, before: Hashes): ComparedFile {
  const named = { path: file.path, ...(file.secret ? { secret: true } : {}) }
  if (there === undefined) return { ...named, state: 'new', wanted: file.content }
  const wanted = wantedText(file, there)
  if (wanted === there) return { ...named, state: 'same', there, wanted }
  return { ...named, state: isOurs(file, there, before) ? 'changed' : 'edited', there, wanted }
}

/** What the file would say, with all of the person's own that stays in it. */
function wantedText({ content, secret, keep }: ExportedFile, there: string): string {
  if (secret) return withMissingVariables(there, content)
  if (keep === 'once') return there
  return keep === 'regions' ? withKeptRegions(there, content).text : content
}

/** Whether the export may replace what is there without asking. */
function isOurs({ path, content, secret, replaces, keep }: ExportedFile, there: string, before: Hashes): boolean {
  if (keep === 'regions' && withKeptRegions(there, content).lost.length > 0) return false
  if (secret || there === replaces || before[path] === hashOf(there)) return true
  return keep === 'regions' && isEdited(there) === false
}
