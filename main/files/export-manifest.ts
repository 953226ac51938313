import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { readRegularFile } from '../../simulator/files/read-regular-file.ts'
import { errorCodeOf } from './file-failure.ts'

export const manifestName = '.microcosm-export.json'
/** Of each target the hashes of its files, so that two exports into one folder leave each other alone. */
const manifestSchema = z.object({ exports: z.record(z.string(), z.record(z.string(), z.string())) })
export type Hashes = Record<string, string>

export async function readManifest(folder: string): Promise<Record<string, Hashes>> {
  const text = await readIfThere(join(folder, manifestName))
  if (text === undefined) return {}
  try {
    return manifestSchema.parse(JSON.parse(text)).exports
  } catch {
    // Without its manifest every file counts as the person's own, which is the safe side.
    return {}
  }
}

/** The hashes of what this target wrote into the folder last. */
export async function readHashes(folder: string, to: string): Promise<Hashes> {
  const all = await readManifest(folder)
  return (Object.hasOwn(all, to) ? all[to] : undefined) ?? {}
}

/** What an export makes is smaller; what stands in its place and is larger is something else. */
const largestBytes = 100_000_000

export async function readIfThere(path: string): Promise<string | undefined> {
  return (await readBytesIfThere(path))?.toString('utf8')
}

export async function readBytesIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readRegularFile(path, largestBytes)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCodeOf(error) ?? '')) return undefined
    throw error
  }
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
