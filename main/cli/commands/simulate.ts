import { mostReplications } from '../../../app/analysis/answers.ts'
import { Refusal } from '../../../app/bridge/answer.ts'
import type { RunRequest } from '../../../app/run/engine.ts'
import type { Result } from '../../../app/run/result.ts'
import { findCapacity } from '../../../simulator/predict/find-capacity.ts'
import { findRemedy } from '../../../simulator/predict/find-remedy.ts'
import { findSensitivity } from '../../../simulator/predict/find-sensitivity.ts'
import { predictReplications } from '../../../simulator/predict/predict-replications.ts'
import { startPredict } from '../../../simulator/predict/start-predict.ts'
import { sweep } from '../../../simulator/predict/sweep.ts'
import { toCapacityText, toRemedyText, toSensitivityText, toSweepText } from '../answers-text.ts'
import { type Command, exitCodes, type Io, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { followRun } from '../follow-run.ts'
import { parseSweep, type SweepOption } from '../parse-sweep.ts'
import { readDesignArgument } from '../read-design-argument.ts'
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
    replications: { value: 'N', help: 'repeat with other seeds, for 95 % confidence intervals' },
    capacity: { help: 'also find the traffic at which each objective breaks' },
    remedy: { help: 'also find which number helps against what limits, proven by predicting it' },
    sensitivity: { help: 'also find which parameter moves the p99 most' },
    sweep: { value: 'PATH=FROM..TO[:N]', help: 'predict at several values of one parameter instead, or PATH=A,B,C' },
    report: reportOption,
    json: jsonOption,
  },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const request = await toRunRequest(given, argument, io.interrupted)
    const range = given.text('sweep')
    if (range !== undefined) return printSweep(request, parseSweep(range), given.has('json'), io)
    const replications = parseReplications(given.text('replications'))
    // First, since it may find that there is nothing to search for.
    const answers = {
      ...(given.has('remedy') ? { remedy: await remedyOf(request, io) } : {}),
      ...(given.has('capacity') ? { capacity: await capacityOf(request, io) } : {}),
      ...(given.has('sensitivity') ? { sensitivity: await sensitivityOf(request, io) } : {}),
    }
    const result = replications === 1 ? await once(request, io) : await repeated(request, replications, io)
    const texts = [
      given.has('remedy') ? toRemedyText(answers.remedy ?? null) : '',
      answers.capacity ? toCapacityText(answers.capacity) : '',
      answers.sensitivity ? toSensitivityText(answers.sensitivity.figure, answers.sensitivity.parameters) : '',
    ]
    await writeReport('simulate', given, argument, request, result, io, answers)
    return finishRun({ ...result, ...answers }, argument.design, given.has('json'), io, texts.filter(Boolean))
  },
}

function once(request: RunRequest, io: Io): Promise<Result> {
  return followRun(startPredict(request, io.places.predictWorker), request, io)
}

function repeated({ signal, ...request }: RunRequest, count: number, io: Io): Promise<Result> {
  return withPool(io, 'Replications', (pool, onProgress) => predictReplications(pool, request, count, signal, onProgress))
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

function parseReplications(text: string | undefined): number {
  if (text === undefined) return 1
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= mostReplications) return count
  throw new Refusal(
    'bad-input',
    `--replications ${text} is not a number of replications: write a whole number from 1 to ${mostReplications}.`,
  )
}
