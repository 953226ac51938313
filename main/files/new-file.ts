import { isAbsolute } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import { isThere } from './is-there.ts'

interface NewFile {
  /** Named by the page's own dialog; absent: the system's is shown. */
  file: string | undefined
  suggestedName: string
  /** As a sentence calls it: `the report`. */
  what: string
  withEnding: (path: string) => string
  /** null: the system has no dialog. */
  ask: ((suggestedName: string) => Promise<string | null>) | null
}

/** Where a file is written that the person names anew; null: cancelled. A file that is there is replaced only where the system's dialog asked. */
export async function chooseNewFile({ file, suggestedName, what, withEnding, ask }: NewFile): Promise<string | null> {
  if (file === undefined) {
    if (!ask) throw new Refusal('bad-input', `No file was named: say where to save ${what}.`)
    const chosen = await ask(withEnding(suggestedName))
    return chosen === null ? null : withEnding(chosen)
  }
  if (!isAbsolute(file) || file.includes('\0')) throw new Refusal('bad-input', `"${file}" is not a whole path: begin it at the root.`)
  const path = withEnding(file)
  if (await isThere(path)) throw new Refusal('exists', `${path} is there already: choose another name.`, { path })
  return path
}
