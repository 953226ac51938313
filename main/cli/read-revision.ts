import { Refusal } from '../../app/bridge/answer.ts'
import { toSentence } from '../../app/design/problem.ts'
import { isRevision, readAtRevision } from '../files/git-revision.ts'
import { checkText, toErrors } from '../files/sound-design.ts'
import type { DesignArgument } from './read-design-argument.ts'

/** The same design as git has it at a revision. */
export async function readRevision({ file, path }: DesignArgument, revision: string): Promise<DesignArgument> {
  if (!isRevision(revision)) {
    throw new Refusal('bad-input', `--against ${revision} is not a revision: write one such as HEAD, main or a commit.`)
  }
  const text = await readAtRevision(path, file, revision)
  const name = `${file} at ${revision}`
  const { design, problems } = checkText(text)
  const [first] = toErrors(problems)
  if (first || !design) throw new Refusal('design', first ? toSentence(first, name) : `${name} holds no design.`)
  return { file: name, path, text, design }
}
