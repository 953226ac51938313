import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'
import { readRegularFile } from '../../simulator/files/read-regular-file.ts'
import { writeAtomically } from './atomic-write.ts'
import { errorCodeOf } from './file-failure.ts'

/** Ours are a few lines. */
const largestBytes = 10_000_000

export interface JsonStore<T> {
  read(): Promise<T>
  /** Changes follow one another, so that none is lost. */
  change(change: (value: T) => T): Promise<void>
}

/**
 * One small JSON file of ours. A file that cannot be understood is put aside as `…-broken` and begun anew: the program must
 * start whatever stands there.
 */
export function createJsonStore<T>(path: string, schema: z.ZodType<T>, empty: T): JsonStore<T> {
  let last: Promise<unknown> = Promise.resolve()

  async function read(): Promise<T> {
    let text: string
    try {
      text = (await readRegularFile(path, largestBytes)).toString('utf8')
    } catch (error) {
      const code = errorCodeOf(error)
      if (code === 'ENOENT') return empty
      // What is no file, or is too large to be ours, is put aside like any other that is not understood.
      if (code !== undefined) throw error
      text = ''
    }
    const parsed = schema.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
    await rename(path, `${path}-broken`).catch(() => {})
    return empty
  }

  async function apply(change: (value: T) => T): Promise<void> {
    const value = change(await read())
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`, 0o600)
  }

  return {
    read: () => last.then(read, read),
    change(change) {
      const next = last.then(
        () => apply(change),
        () => apply(change),
      )
      last = next.catch(() => {})
      return next
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
