import type { RunRequest } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { predictReplications } from '../../simulator/predict/predict-replications.ts'
import { replicateUntilKnown, wantsReplications } from '../../simulator/predict/replicate.ts'
import { startPredict } from '../../simulator/predict/start-predict.ts'
import type { Io } from './command.ts'
import { followRun } from './follow-run.ts'
import { withPool } from './with-pool.ts'

/** How often the request is to be predicted; undefined: as often as its figures need it. */
export function predictionsNeeded(request: RunRequest): 1 | undefined {
  return wantsReplications(request) ? undefined : 1
}

export function predictOnce(request: RunRequest, io: Io): Promise<Result> {
  return followRun(startPredict(request, io.places.predictWorker), request, io)
}

/** `count`: how often; undefined: as often as the figures need it. */
export function predictRepeatedly({ signal, ...request }: RunRequest, count: number | undefined, io: Io): Promise<Result> {
  return withPool(io, 'Replications', (pool, onProgress) =>
    count === undefined
      ? replicateUntilKnown(pool, request, undefined, signal, onProgress)
      : predictReplications(pool, request, count, signal, onProgress),
  )
}
