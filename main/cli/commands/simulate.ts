import { Refusal } from '../../../app/bridge/answer.ts'
import type { RunRequest } from '../../../app/run/engine.ts'
import type { Result } from '../../../app/run/result.ts'
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { predictReplications } from '../../../simulator/predict/predict-replications.ts'
import { startPredict } from '../../../simulator/predict/start-predict.ts'
import { type Command, type Io, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { followRun } from '../follow-run.ts'
import { createProgress } from '../progress.ts'
import { readDesignArgument } from '../read-design-argument.ts'
import { runOptions, seedOption, toRunRequest } from '../run-options.ts'

const mostReplications = 1000

export const simulate: Command = {
  name: 'simulate',
  summary: 'predict how a design behaves, without Docker',
  argument: 'DESIGN',
  options: {
    ...runOptions,
    seed: seedOption,
    replications: { value: 'N', help: 'repeat with other seeds, for 95 % confidence intervals' },
    json: jsonOption,
  },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const request = toRunRequest(given, argument, io.interrupted)
    const replications = parseReplications(given.text('replications'))
    const result = replications === 1 ? await once(request, io) : await repeated(request, replications, io)
    return finishRun(result, argument.design, given.has('json'), io)
  },
}

function once(request: RunRequest, io: Io): Promise<Result> {
  return followRun(startPredict(request, io.places.predictWorker), request, io)
}

async function repeated({ signal: _, ...request }: RunRequest, count: number, io: Io): Promise<Result> {
  const pool = new PredictPool(io.places.predictWorker)
  const progress = createProgress(io, count)
  try {
    return await predictReplications(pool, request, count, io.interrupted, (done, total) => {
      progress.show({ type: 'progress', phase: 'replications', message: `${Math.floor(done)} of ${total} replications`, done, total })
    })
  } finally {
    progress.clear()
    await pool.close()
  }
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
