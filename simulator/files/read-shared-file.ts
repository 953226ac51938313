import { openRegularFile } from './read-regular-file.ts'

/**
 * The bytes of a regular file, in memory that threads share, so that none of them is given a copy; with the bounds and the errors of
 * `readRegularFile`. What the file grows by while it is read is not seen.
 */
export async function readSharedFile(path: string, mostBytes: number): Promise<Uint8Array> {
  const file = await openRegularFile(path, mostBytes)
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer((await file.stat()).size))
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, largestPiece), null)
      // It was cut off meanwhile.
      if (bytesRead === 0) return bytes.subarray(0, at)
      at += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}

const largestPiece = 16_000_000
