import { join } from 'node:path'
import { inspect } from 'node:util'
import { withoutSecrets } from '../doctor/without-secrets.ts'
import { createLogFile, type LogFile } from './log-file.ts'

/** What a process has to say of its own mistakes. There is one log for a process, as there is one standard error. */
let file: LogFile | undefined

/** From now on mistakes are kept in the program's own folder, too. */
export function openLog(userFolder: string): LogFile {
  file = createLogFile(join(userFolder, 'log', 'microcosm.log'))
  return file
}

/** A mistake of ours, with its stack; on the standard error it is one line. */
export function logMistake(what: string, error: unknown): void {
  write('mistake', `${what}: ${inspect(error, { depth: 4, breakLength: Number.POSITIVE_INFINITY })}`)
  // A standard error that is gone would fail again, about itself, without end.
  if (!isBrokenPipe(error)) console.error(`${what}: ${reasonOf(error)}`)
}

/** Something worth knowing when a mistake is looked for. */
export function logNote(text: string): void {
  write('note', text)
}

/** What was thrown, in one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] || 'no reason was given'
}

function write(level: 'mistake' | 'note', text: string): void {
  const lines = withoutSecrets(text).split('\n').join('\n    ')
  file?.append(`${new Date().toISOString()} ${process.pid} ${level} ${lines}\n`)
}

function isBrokenPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EPIPE' || code === 'EIO' || code === 'ERR_STREAM_DESTROYED'
}
