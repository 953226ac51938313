import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

export interface FileWatches {
  /** From now on this page is told of changes of this file alone; null: of none. */
  follow(page: string, path: string | null): void
  close(): void
}

/** An editor writes in several steps; one word is enough for all of them. */
const quietMs = 150

/**
 * Tells when a file was written, replaced or removed by anybody. The folder is watched, since most programs replace a file and a
 * watch on the file itself would stay with the old one. Where a folder cannot be watched, pages look by themselves when they are
 * looked at.
 */
export function createFileWatches(tell: (path: string) => void): FileWatches {
  const followed = new Map<string, { path: string; end: () => void }>()

  function begin(path: string): () => void {
    let timer: NodeJS.Timeout | undefined
    let watcher: FSWatcher | undefined
    const end = () => {
      clearTimeout(timer)
      watcher?.close()
    }
    try {
      watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name !== null && name !== basename(path)) return
        clearTimeout(timer)
        timer = setTimeout(() => tell(path), quietMs)
        timer.unref()
      })
      watcher.on('error', end)
    } catch {
      // Said above.
    }
    return end
  }

  return {
    follow(page, path) {
      const before = followed.get(page)
      if (before?.path === path) return
      before?.end()
      followed.delete(page)
      if (path !== null) followed.set(page, { path, end: begin(path) })
    },
    close() {
      for (const { end } of followed.values()) end()
      followed.clear()
    },
  }
}
