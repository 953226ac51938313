import type { PriceList } from '../../../app/analysis/cost.ts'
import { Refusal } from '../../../app/bridge/answer.ts'
import { compareEngines } from '../../../app/report/compare-engines.ts'
import { toCompareMarkdown } from '../../../app/report/compare-markdown.ts'
import { compareResults } from '../../../app/report/compare-results.ts'
import { usualPrecision } from '../../../app/run/precision.ts'
import type { Result } from '../../../app/run/result.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { toCompareText } from '../compare-text.ts'
import { toEnginesMarkdown, toEnginesText } from '../engines-text.ts'
import { toExitCode } from '../finish-run.ts'
import { measure, yesOption } from '../measure.ts'
import { predictionsNeeded, predictOnce, predictRepeatedly } from '../predict-request.ts'
import { type DesignArgument, readDesignArgument } from '../read-design-argument.ts'
import { pricesOf, pricesOption, withPrices } from '../read-prices.ts'
import { readRevision } from '../read-revision.ts'
import { runOptions, seedOption, toRunRequest } from '../run-options.ts'

export const compare: Command = {
  name: 'compare',
  summary: 'predict a design and run it on Docker, or predict two designs or versions, and set them beside each other',
  argument: 'DESIGN [DESIGN]',
  options: {
    ...runOptions,
    seed: seedOption,
    against: { value: 'REVISION', help: 'with one design: predict it and what git has of it there, such as HEAD or main' },
    yes: yesOption,
    prices: pricesOption,
    markdown: { help: 'print Markdown, to stand in a review' },
    json: jsonOption,
  },
  async run(given, io) {
    if (given.has('markdown') && given.has('json')) throw new Refusal('bad-input', 'Print either --markdown or --json, not both.')
    if (given.positionals.length === 1 && given.text('against') === undefined) return compareWithMeasured(given, io)
    const [before, after] = withOneScenario(await readBoth(given, io), given.text('scenario'))
    const prices = await pricesOf(given, io.cwd)
    const results = { before: await predict(given, before, io, prices), after: await predict(given, after, io, prices) }
    const compared = compareResults({ design: before.design, result: results.before }, { design: after.design, result: results.after })
    const names = { before: before.file, after: after.file }
    if (given.has('json')) io.out(JSON.stringify({ ...results, changes: compared.changes }))
    else io.out((given.has('markdown') ? toCompareMarkdown : toCompareText)(compared, names).trimEnd())
    return toExitCode(results.after, io)
  },
}

/** Both engines of one design under one scenario. What Docker shows decides whether the objectives are met. */
async function compareWithMeasured(given: Given, io: Io): Promise<number> {
  const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
  const predicted = await predict(given, argument, io, await pricesOf(given, io.cwd))
  const measured = await measure(given, argument, await toRunRequest(given, argument, io.interrupted), io)
  const compared = compareEngines(argument.design, predicted, measured)
  if (given.has('json')) io.out(JSON.stringify({ predicted, measured }))
  else io.out((given.has('markdown') ? toEnginesMarkdown : toEnginesText)(compared, argument.file, measured))
  return toExitCode(measured, io)
}

async function readBoth(given: Given, io: Io): Promise<[DesignArgument, DesignArgument]> {
  const [first = '', second] = given.positionals
  const revision = given.text('against')
  if (second !== undefined) {
    if (revision !== undefined) throw new Refusal('bad-input', 'Compare two designs, or one with --against a revision, not both.')
    return [await readDesignArgument(first, io.cwd), await readDesignArgument(second, io.cwd)]
  }
  const now = await readDesignArgument(first, io.cwd)
  return [await readRevision(now, revision ?? ''), now]
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

async function predict(given: Given, argument: DesignArgument, io: Io, prices: PriceList | undefined): Promise<Result> {
  const asWritten = await toRunRequest(given, argument, io.interrupted)
  const request = given.text('duration') === undefined ? { ...asWritten, precision: usualPrecision } : asWritten
  const count = predictionsNeeded(request)
  const result = await (count === 1 ? predictOnce(request, io) : predictRepeatedly(request, count, io))
  return withPrices(prices, request.design, result)
}
