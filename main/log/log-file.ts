import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface LogFile {
  path: string
  /** Writes at once, since the program may end after it. Never throws: a log that cannot be written must not be the next failure. */
  append(text: string): void
  /** The last lines of all that is kept, oldest first. */
  tail(mostBytes: number): string
}

/** Three files of this size are kept: the one that is written, and two before it. */
const largestBytes = 1_000_000
const mostKept = 2

/** A log that is rotated by its size, readable by its owner alone. */
export function createLogFile(path: string): LogFile {
  const older = (index: number) => (index === 0 ? path : `${path}.${index}`)

  function rotate(): void {
    if (sizeOf(path) < largestBytes) return
    for (let index = mostKept; index > 0; index -= 1) {
      if (sizeOf(older(index - 1)) >= 0) renameSync(older(index - 1), older(index))
    }
  }

  return {
    path,
    append(text) {
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        rotate()
        appendFileSync(path, text, { mode: 0o600 })
      } catch {
        // There is nowhere left to say so.
      }
    },
    tail(mostBytes) {
      let text = ''
      for (let index = 0; index <= mostKept && text.length < mostBytes; index += 1) text = read(older(index)) + text
      if (text.length <= mostBytes) return text
      const cut = text.slice(-mostBytes)
      return cut.slice(cut.indexOf('\n') + 1)
    },
  }
}

/** -1: it is not there. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? -1
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
