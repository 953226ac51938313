import { app } from 'electron'
import { designNamedIn } from './design-named-in.ts'

export interface OpenedFiles {
  /** The design that the program was started with. */
  named: string | undefined
  /** From now on a design that is opened from outside is shown in the window. */
  show(open: (path: string) => void, focus: () => void): void
}

/**
 * Designs opened from outside: on the command line, by a second start, which ends at once, or by macOS, which names the file
 * by an event that may come before the program is ready.
 */
export function listenToOpenedFiles(argv: string[], folder: string): OpenedFiles {
  const opened: OpenedFiles = { named: designNamedIn(argv, folder), show }
  let onFile = (path: string) => {
    opened.named = path
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    onFile(path)
  })

  function show(open: (path: string) => void, focus: () => void): void {
    onFile = open
    app.on('second-instance', (_event, otherArgv, otherFolder) => {
      const path = designNamedIn(otherArgv, otherFolder)
      if (path) open(path)
      focus()
    })
  }
  return opened
}
