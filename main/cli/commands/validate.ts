import { type Problem, toSentence } from '../../../app/design/problem.ts'
import { type Command, exitCodes, type Io, jsonOption } from '../command.ts'
import { readChecked } from '../read-design-argument.ts'

/** Problems stand on the standard output here: they are what was asked for. */
export const validate: Command = {
  name: 'validate',
  summary: 'check designs and list what is wrong with them',
  argument: 'DESIGN…',
  options: { json: jsonOption },
  async run(given, io) {
    const checked: { file: string; problems: Problem[] }[] = []
    for (const file of given.positionals) {
      const { problems } = await readChecked(file, io.cwd)
      checked.push({ file, problems })
    }
    if (given.has('json')) {
      const all = checked.map(({ file, problems }) => ({ file, valid: !hasErrors(problems), problems }))
      io.out(JSON.stringify(all.length === 1 ? all[0] : all, null, 2))
    } else for (const { file, problems } of checked) print(file, problems, io)
    return checked.some(({ problems }) => hasErrors(problems)) ? exitCodes.failure : exitCodes.good
  },
}

function hasErrors(problems: Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

function print(file: string, problems: Problem[], io: Io): void {
  for (const problem of problems) io.out(toSentence(problem, file))
  if (hasErrors(problems)) return
  io.out(problems.length === 0 ? `${file}: no problems.` : `${file}: can be run.`)
}
