import { Refusal } from '../../../app/bridge/answer.ts'
import { toCompareMarkdown } from '../../../app/report/compare-markdown.ts'
import { compareResults } from '../../../app/report/compare-results.ts'
import { usualPrecision } from '../../../app/run/precision.ts'
import type { Result } from '../../../app/run/result.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { toCompareText } from '../compare-text.ts'
import { toExitCode } from '../finish-run.ts'
import { predictionsNeeded, predictOnce, predictRepeatedly } from '../predict-request.ts'
import { type DesignArgument, readDesignArgument } from '../read-design-argument.ts'
import { readRevision } from '../read-revision.ts'
import { runOptions, seedOption, toRunRequest } from '../run-options.ts'

export const compare: Command = {
  name: 'compare',
  summary: 'predict two designs, or two versions of one, under one scenario and set them beside each other',
  argument: 'DESIGN [DESIGN]',
  options: {
    ...runOptions,
    seed: seedOption,
    against: { value: 'REVISION', help: 'with one design: compare it with itself as git has it there, such as HEAD or main' },
    markdown: { help: 'print Markdown, to stand in a review' },
    json: jsonOption,
  },
  async run(given, io) {
    if (given.has('markdown') && given.has('json')) throw new Refusal('bad-input', 'Print either --markdown or --json, not both.')
    const [before, after] = withOneScenario(await readBoth(given, io), given.text('scenario'))
    const results = { before: await predict(given, before, io), after: await predict(given, after, io) }
    const compared = compareResults({ design: before.design, result: results.before }, { design: after.design, result: results.after })
    const names = { before: before.file, after: after.file }
    if (given.has('json')) io.out(JSON.stringify({ ...results, changes: compared.changes }))
    else io.out((given.has('markdown') ? toCompareMarkdown : toCompareText)(compared, names).trimEnd())
    return toExitCode(results.after, io)
  },
}

async function readBoth(given: Given, io: Io): Promise<[DesignArgument, DesignArgument]> {
  const [first = '', second] = given.positionals
  const revision = given.text('against')
  if (second !== undefined) {
    if (revision !== undefined) throw new Refusal('bad-input', 'Compare two designs, or one with --against a revision, not both.')
    return [await readDesignArgument(first, io.cwd), await readDesignArgument(second, io.cwd)]
  }
  if (revision === undefined) {
    throw new Refusal(
      'bad-input',
      'Compare with what? Name a second design, or a revision of this one with --against, such as --against HEAD.',
    )
  }
  const now = await readDesignArgument(first, io.cwd)
  return [await readRevision(now, revision), now]
}

/** A scenario that only one of the two has is played for the other, too. */
function withOneScenario([before, after]: [DesignArgument, DesignArgument], name: string | undefined): [DesignArgument, DesignArgument] {
  if (name === undefined) return [before, after]
  const scenario = after.design.scenarios?.[name] ?? before.design.scenarios?.[name]
  if (!scenario) return [before, after]
  const lend = (argument: DesignArgument): DesignArgument =>
    Object.hasOwn(argument.design.scenarios ?? {}, name)
      ? argument
      : { ...argument, design: { ...argument.design, scenarios: { ...argument.design.scenarios, [name]: scenario } } }
  return [lend(before), lend(after)]
}

async function predict(given: Given, argument: DesignArgument, io: Io): Promise<Result> {
  const asWritten = await toRunRequest(given, argument, io.interrupted)
  const request = given.text('duration') === undefined ? { ...asWritten, precision: usualPrecision } : asWritten
  const count = predictionsNeeded(request)
  return count === 1 ? predictOnce(request, io) : predictRepeatedly(request, count, io)
}
