import { startLive } from '../simulator/live/start-live.ts'
import type { PredictThread } from '../simulator/predict/predict-thread.ts'
import type { Places } from './files/places.ts'
import type { Engines } from './runs/engines.ts'

/** The two engines: the thread that one predicts on, and where the other's bundles are. */
export function createEngines(thread: PredictThread, places: Places): Engines {
  return {
    predict: (request) => thread.predict(request),
    live: (request, baseFolder) => startLive(request, { runtimeFolder: places.runtime, baseFolder }),
  }
}
