import { lstat, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryName } from './temporary-name.ts'

/** A write under way touches its temporary file far more often than this; what is older was left by a process that was killed. */
const oldestLivingMs = 60_000

/**
 * Removes the temporary files that killed writes left in a folder, of the files that `isOurs` names; others' stay. What cannot
 * be removed stays too: it is in nobody's way.
 */
export async function sweepTemporaries(folder: string, isOurs: (name: string) => boolean, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const of = temporaryName.exec(name)?.[1]
    if (of !== undefined && isOurs(of)) await removeIfAbandoned(join(folder, name), now)
  }
}

async function removeIfAbandoned(path: string, now: Date): Promise<void> {
  try {
    const about = await lstat(path)
    if (about.isFile() && now.getTime() - about.mtimeMs > oldestLivingMs) await unlink(path)
  } catch {
    // It went meanwhile, or the folder may only be read.
  }
}
