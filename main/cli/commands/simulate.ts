import { mostReplications } from '../../../app/analysis/answers.ts'
import { Refusal } from '../../../app/bridge/answer.ts'
import type { RunRequest } from '../../../app/run/engine.ts'
import { coarsestPrecision, finestPrecision, usualPrecision } from '../../../app/run/precision.ts'
import { findCapacity } from '../../../simulator/predict/find-capacity.ts'
import { findRemedy } from '../../../simulator/predict/find-remedy.ts'
import { findSensitivity } from '../../../simulator/predict/find-sensitivity.ts'
import { sweep } from '../../../simulator/predict/sweep.ts'
import { toCapacityText, toRemedyText, toSensitivityText, toSweepText } from '../answers-text.ts'
import { type Command, exitCodes, type Io, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { parseSweep, type SweepOption } from '../parse-sweep.ts'
import { predictionsNeeded, predictOnce, predictRepeatedly } from '../predict-request.ts'
import { readDesignArgument } from '../read-design-argument.ts'
import { pricesOf, pricesOption, withPrices } from '../read-prices.ts'
import { runOptions, seedOption, toRunRequest } from '../run-options.ts'
import { withPool } from '../with-pool.ts'
import { reportOption, writeReport } from '../write-report.ts'

export const simulate: Command = {
  name: 'simulate',
  summary: 'predict how a design behaves, without Docker',
  argument: 'DESIGN',
  options: {
    ...runOptions,
    seed: seedOption,
    replications: { value: 'N', help: 'repeat so many times with other seeds; absent: as often as the figures need it' },
    precision: {
      value: 'SHARE',
      help: 'half a 95 % interval, such as 5% or 0.05: how long a steady prediction goes on, and how often others are repeated (default 5%; with --duration none)',
    },
    capacity: { help: 'also find the traffic at which each objective breaks' },
    remedy: { help: 'also find which number helps against what limits, proven by predicting it' },
    sensitivity: { help: 'also find which parameter moves the p99 most' },
    sweep: { value: 'PATH=FROM..TO[:N]', help: 'predict at several values of one parameter instead, or PATH=A,B,C' },
    prices: pricesOption,
    report: reportOption,
    json: jsonOption,
  },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const asWritten = await toRunRequest(given, argument, io.interrupted)
    const precision = parsePrecision(given.text('precision'), given.text('duration') !== undefined)
    const request = { ...asWritten, ...(precision === undefined ? {} : { precision }) }
    const prices = await pricesOf(given, io.cwd)
    const range = given.text('sweep')
    if (range !== undefined && prices) throw new Refusal('bad-input', 'A sweep counts no costs: leave out either --sweep or --prices.')
    if (range !== undefined) return printSweep(asWritten, parseSweep(range), given.has('json'), io)
    const replications =
      given.text('replications') !== undefined ? parseReplications(given.text('replications')) : predictionsNeeded(request)
    // First, since it may find that there is nothing to search for.
    const answers = {
      ...(given.has('remedy') ? { remedy: await remedyOf(request, io) } : {}),
      ...(given.has('capacity') ? { capacity: await capacityOf(request, io) } : {}),
      ...(given.has('sensitivity') ? { sensitivity: await sensitivityOf(request, io) } : {}),
    }
    const predicted = replications === 1 ? await predictOnce(request, io) : await predictRepeatedly(request, replications, io)
    const result = withPrices(prices, request.design, predicted)
    const texts = [
      given.has('remedy') ? toRemedyText(answers.remedy ?? null) : '',
      answers.capacity ? toCapacityText(answers.capacity) : '',
      answers.sensitivity ? toSensitivityText(answers.sensitivity.figure, answers.sensitivity.parameters, answers.sensitivity.needed) : '',
    ]
    // First, for a report that cannot be written must not take the result with it.
    const code = finishRun({ ...result, ...answers }, argument.design, given.has('json'), io, texts.filter(Boolean))
    await writeReport('simulate', given, argument, request, result, io, answers)
    return code
  },
}

function capacityOf({ signal, ...request }: RunRequest, io: Io) {
  return withPool(io, 'Capacity', (pool, onProgress) => findCapacity(pool, request, signal, onProgress))
}

function remedyOf({ signal, ...request }: RunRequest, io: Io) {
  return withPool(io, 'Remedy', (pool, onProgress) => findRemedy(pool, request, signal, onProgress))
}

function sensitivityOf({ signal, ...request }: RunRequest, io: Io) {
  return withPool(io, 'Sensitivity', (pool, onProgress) => findSensitivity(pool, request, undefined, signal, onProgress))
}

async function printSweep({ signal, ...request }: RunRequest, { path, values }: SweepOption, json: boolean, io: Io): Promise<number> {
  const answer = await withPool(io, 'Sweep', (pool, onProgress) => sweep(pool, request, path, values, signal, onProgress))
  io.out(json ? JSON.stringify(answer) : toSweepText(answer))
  return exitCodes.good
}

// 5%, 0.05, none
function parsePrecision(text: string | undefined, hasDuration: boolean): number | undefined {
  if (text === 'none' || (text === undefined && hasDuration)) return undefined
  if (text === undefined) return usualPrecision
  const [, number = '', percent = ''] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const share = number === '' ? Number.NaN : Number(number) / (percent ? 100 : 1)
  if (share >= finestPrecision && share <= coarsestPrecision) return share
  throw new Refusal('bad-input', `--precision ${text} is not a precision: write a share from 0.1% to 100%, such as 5% or 0.05, or none.`)
}

function parseReplications(text: string | undefined): number {
  if (text === undefined) return 1
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= mostReplications) return count
  throw new Refusal(
    'bad-input',
    `--replications ${text} is not a number of replications: write a whole number from 1 to ${mostReplications}.`,
  )
}
