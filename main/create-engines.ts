import { connectDocker } from '../simulator/live/docker.ts'
import { readRunSheet } from '../simulator/live/read-run-sheet.ts'
import { startLive } from '../simulator/live/start-live.ts'
import type { PredictThread } from '../simulator/predict/predict-thread.ts'
import { predictUntilKnown } from '../simulator/predict/predict-until-known.ts'
import type { Places } from './files/places.ts'
import type { Engines } from './runs/engines.ts'

/** The two engines: the thread that one predicts on, and where the other's bundles are. */
export function createEngines(thread: PredictThread, places: Places): Engines {
  return {
    predict: (request) => predictUntilKnown(request, (one) => thread.predict(one), places.predictWorker),
    live: (request, baseFolder) => startLive(request, { runtimeFolder: places.runtime, baseFolder }),
    sheet: (design, baseFolder) => readRunSheet(connectDocker(), design, baseFolder),
  }
}
