import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'

/**
 * Reads a file whole. Anything else that can have a path is refused: a pipe is waited for without end, a device may never end,
 * and opening one may already do something. So is what is larger than `mostBytes`, also where it grows while it is read. The
 * message of the error ends a sentence: "Could not read x: it is not a regular file."
 */
export async function readRegularFile(path: string, mostBytes: number): Promise<Buffer<ArrayBuffer>> {
  const file = await openRegularFile(path, mostBytes)
  try {
    const chunks: Buffer<ArrayBuffer>[] = []
    for (let total = 0; ; ) {
      const chunk = Buffer.allocUnsafe(nextSize((await file.stat()).size, total))
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
      if (bytesRead === 0) return Buffer.concat(chunks)
      total += bytesRead
      refuseLarge(total, mostBytes)
      chunks.push(chunk.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** The same at once, for readers that cannot wait. */
export function readRegularFileSync(path: string, mostBytes: number): Buffer<ArrayBuffer> {
  refuseOther(statSync(path), mostBytes)
  const file = openSync(path, withoutWaiting)
  try {
    refuseOther(fstatSync(file), mostBytes)
    const chunks: Buffer<ArrayBuffer>[] = []
    for (let total = 0; ; ) {
      const chunk = Buffer.allocUnsafe(nextSize(fstatSync(file).size, total))
      const bytesRead = readSync(file, chunk, 0, chunk.length, null)
      if (bytesRead === 0) return Buffer.concat(chunks)
      total += bytesRead
      refuseLarge(total, mostBytes)
      chunks.push(chunk.subarray(0, bytesRead))
    }
  } finally {
    closeSync(file)
  }
}

/** Opens a regular file for reading. Between the first look and the opening it may have become a pipe, so it is looked at again. */
export async function openRegularFile(path: string, mostBytes: number): Promise<FileHandle> {
  refuseOther(await stat(path), mostBytes)
  const file = await open(path, withoutWaiting)
  try {
    refuseOther(await file.stat(), mostBytes)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** A pipe that nobody writes to is opened at once; Windows knows no such flag, and has no pipes among its files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

function refuseOther(about: Stats, mostBytes: number): void {
  if (about.isDirectory()) throw new Error('it is a folder')
  if (!about.isFile()) throw new Error('it is not a regular file')
  refuseLarge(about.size, mostBytes)
}

function refuseLarge(bytes: number, mostBytes: number): void {
  if (bytes > mostBytes) throw new Error(`it has more than ${mostBytes / 1e6} MB, and no more are read`)
}

/** What is left of the file as it is now, and a byte more, by which its end is found without another round. */
function nextSize(size: number, read: number): number {
  return Math.min(Math.max(size - read + 1, 65_536), 16_000_000)
}
