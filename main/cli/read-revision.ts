import { execFile } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import { toSentence } from '../../app/design/problem.ts'
import { checkText, toErrors } from '../files/sound-design.ts'
import type { DesignArgument } from './read-design-argument.ts'

/** More than any design that can be read. */
const mostBytes = 64 * 1024 * 1024

/** The same design as git has it at a revision. */
export async function readRevision({ file, path }: DesignArgument, revision: string): Promise<DesignArgument> {
  const text = await show(path, file, revision)
  const name = `${file} at ${revision}`
  const { design, problems } = checkText(text)
  const [first] = toErrors(problems)
  if (first || !design) throw new Refusal('design', first ? toSentence(first, name) : `${name} holds no design.`)
  return { file: name, path, text, design }
}

function show(path: string, file: string, revision: string): Promise<string> {
  // A revision is no option, and what is named is read and not run.
  if (revision === '' || revision.startsWith('-') || revision.includes(':')) {
    throw new Refusal('bad-input', `--against ${revision} is not a revision: write one such as HEAD, main or a commit.`)
  }
  const options = { cwd: dirname(path), maxBuffer: mostBytes }
  return new Promise((resolve, reject) => {
    execFile('git', ['show', '--no-textconv', '--no-ext-diff', `${revision}:./${basename(path)}`], options, (error, out) => {
      if (!error) return resolve(out)
      const missing = 'code' in error && error.code === 'ENOENT'
      const reason = missing ? 'git is not installed here' : `git has no ${basename(path)} at ${revision} in this folder`
      reject(new Refusal('bad-input', `${file} cannot be compared with ${revision}: ${reason}.`))
    })
  })
}
