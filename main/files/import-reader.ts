import type { ReadFile } from '../../app/importers/importer.ts'
import { readRegularFileSync } from '../../simulator/files/read-regular-file.ts'
import { errorCodeOf, reasonOf } from './file-failure.ts'

/** Files that an import looks into are settings; what is larger is data. */
const largestBytes = 10_000_000

/** Reads the files of an import: regular files of text alone, so that no device and no pipe is waited for. */
export const readForImport: ReadFile = (path) => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readRegularFileSync(path, largestBytes)) }
  } catch (error) {
    return { reason: errorCodeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not text in UTF-8' : reasonOf(error) }
  }
}
