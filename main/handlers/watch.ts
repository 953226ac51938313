import type { Input, Output } from '../../app/bridge/requests.ts'
import { checkDesignPath, readDesignFile } from '../files/design-file.ts'
import { isThere } from '../files/is-there.ts'
import type { FileWatches } from '../files/watch-files.ts'

/** The page says which file it holds, and is told when that is changed by somebody else. */
export async function watchDesign({ page, path }: Input<'designs.watch'>, watches: FileWatches): Promise<Record<string, never>> {
  watches.follow(page, path === null ? null : checkDesignPath(path))
  return {}
}

/** What stands in the file now; it is not opened, and not among the recent for it. */
export async function lookAtDesign({ path }: Input<'designs.look'>): Promise<Output<'designs.look'>> {
  const checked = checkDesignPath(path)
  if (!(await isThere(checked))) return { text: null }
  return { text: (await readDesignFile(checked)).text }
}
