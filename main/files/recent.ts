import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod'
import { createJsonStore } from './json-store.ts'

const recentSchema = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() }))
const mostKept = 12

export interface Recent {
  list(): Promise<z.infer<typeof recentSchema>>
  add(path: string): Promise<void>
}

/** The designs opened or saved last, newest first; those that are gone are left out. */
export function createRecent(folder: string, now: () => Date): Recent {
  const store = createJsonStore(join(folder, 'recent.json'), recentSchema, [])
  return {
    async list() {
      const all = await store.read()
      const there = await Promise.all(
        all.map(({ path }) =>
          access(path).then(
            () => true,
            () => false,
          ),
        ),
      )
      return all.filter((_, index) => there[index])
    },
    add: (path) =>
      store.change((all) =>
        [{ path, name: basename(path), openedAt: now().toISOString() }, ...all.filter((one) => one.path !== path)].slice(0, mostKept),
      ),
  }
}
