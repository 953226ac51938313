import { readFileSync, statSync } from 'node:fs'
import type { ReadFile } from '../../app/importers/importer.ts'
import { errorCodeOf, reasonOf } from './file-failure.ts'

/** Files that an import looks into are settings; what is larger is data. */
const largestBytes = 10_000_000

/** Reads the files of an import: regular files of text alone, so that no device and no pipe is waited for. */
export const readForImport: ReadFile = (path) => {
  try {
    const about = statSync(path)
    if (about.isDirectory()) return { reason: 'it is a folder' }
    if (!about.isFile()) return { reason: 'it is no regular file' }
    if (about.size > largestBytes) return { reason: `it has ${Math.round(about.size / 1e6)} MB, and at most 10 MB are read` }
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)) }
  } catch (error) {
    return { reason: errorCodeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not text in UTF-8' : reasonOf(error) }
  }
}
