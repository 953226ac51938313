import { type Dirent, readdirSync } from 'node:fs'
import type { ListFolder, ReadFile } from '../../app/importers/importer.ts'
import { readRegularFileSync } from '../../simulator/files/read-regular-file.ts'
import { errorCodeOf, reasonOf } from './file-failure.ts'

/** Files that an import looks into are settings; what is larger is data. */
const largestBytes = 10_000_000

/** Folders of settings are small and flat; what is larger holds something else. */
const mostFiles = 200
const deepest = 3

/** Names of the regular files beneath a folder, in order; links and hidden folders are not followed. */
export const listForImport: ListFolder = (path) => {
  const found: string[] = []
  const look = (folder: string, before: string, depth: number): void => {
    for (const entry of entriesIn(folder)) {
      if (found.length >= mostFiles) return
      if (entry.isFile()) found.push(`${before}${entry.name}`)
      else if (entry.isDirectory() && depth < deepest && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        look(`${folder}/${entry.name}`, `${before}${entry.name}/`, depth + 1)
    }
  }
  look(path, '', 1)
  return found
}

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

/** Reads the files of an import: regular files of text alone, so that no device and no pipe is waited for. */
export const readForImport: ReadFile = (path) => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readRegularFileSync(path, largestBytes)) }
  } catch (error) {
    return { reason: errorCodeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not text in UTF-8' : reasonOf(error) }
  }
}
