import { execFile } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'

/** More than any design that can be read. */
const mostBytes = 64 * 1024 * 1024

/** For what is missing in a partial clone git would run what the folder's own configuration names: `remote.*.uploadpack`, `core.sshCommand`. */
const fetchesNothing = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' }

/** A revision is no option of git's, names no other file, and can be told to a program at all. */
export function isRevision(text: string): boolean {
  return text !== '' && !text.startsWith('-') && !text.includes(':') && !text.includes('\0')
}

/** A file's text as git has it at a revision; `shown` is what a person knows the file by. What is named is read and not run. */
export function readAtRevision(path: string, shown: string, revision: string): Promise<string> {
  const options = { cwd: dirname(path), maxBuffer: mostBytes, env: { ...process.env, ...fetchesNothing } }
  return new Promise((resolve, reject) => {
    const refuse = (reason: string) => reject(new Refusal('bad-input', `${shown} cannot be compared with ${revision}: ${reason}.`))
    if (!isRevision(revision)) return refuse('that is not a revision')
    execFile('git', ['show', '--no-textconv', '--no-ext-diff', `${revision}:./${basename(path)}`], options, (error, out) => {
      if (!error) return resolve(out)
      const missing = 'code' in error && error.code === 'ENOENT'
      refuse(missing ? 'git is not installed here' : `git has no ${basename(path)} at ${revision} in this folder`)
    })
  })
}
