import { startPredict } from '../../../simulator/predict/start-predict.ts'
import { type Command, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { followRun } from '../follow-run.ts'
import { readDesignArgument } from '../read-design-argument.ts'
import { runOptions, seedOption, toRunRequest } from '../run-options.ts'

export const simulate: Command = {
  name: 'simulate',
  summary: 'predict how a design behaves, without Docker',
  argument: 'DESIGN',
  options: { ...runOptions, seed: seedOption, json: jsonOption },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const request = toRunRequest(given, argument, io.interrupted)
    const result = await followRun(startPredict(request, io.places.predictWorker), request, io)
    return finishRun(result, argument.design, given.has('json'), io)
  },
}
