import { resolve } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import { type Problem, toSentence } from '../../app/design/problem.ts'
import { readDesignFile } from '../files/design-file.ts'
import { checkText, toErrors } from '../files/sound-design.ts'

export interface DesignArgument {
  /** As the person wrote it, for messages. */
  file: string
  path: string
  text: string
  design: Design
}

/** Reads the design named on the command line and refuses one that cannot be run, with the place of its first error. */
export async function readDesignArgument(file: string, cwd: string): Promise<DesignArgument> {
  const { path, text, design, problems } = await readChecked(file, cwd)
  const errors = toErrors(problems)
  const [first] = errors
  if (first || !design) {
    const more = errors.length > 1 ? ` (${errors.length - 1} more: microcosm validate ${file})` : ''
    throw new Refusal('design', first ? `${toSentence(first, file)}${more}` : `${file} holds no design.`)
  }
  return { file, path, text, design }
}

/** Reads the file and checks it; what is wrong with the design itself is returned as problems. */
export async function readChecked(
  file: string,
  cwd: string,
): Promise<{ path: string; text: string; design: Design | undefined; problems: Problem[] }> {
  const path = resolve(cwd, file)
  // An empty name would be the working folder.
  if (file === '') throw new Refusal('bad-input', 'Which design? The name given is empty.')
  const { text } = await readDesignFile(path).catch((error: unknown) => {
    // The person knows the file by the name they wrote.
    throw error instanceof Refusal ? new Refusal(error.code, error.message.replaceAll(path, file)) : error
  })
  return { path, text, ...checkText(text) }
}
