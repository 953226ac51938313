import { startLive } from '../simulator/live/start-live.ts'
import { startPredict } from '../simulator/predict/start-predict.ts'
import type { Places } from './files/places.ts'
import type { Engines } from './runs/engines.ts'

/** The two engines, with where their bundles are. */
export function createEngines(places: Places): Engines {
  return {
    predict: (request) => startPredict(request, places.predictWorker),
    live: (request, baseFolder) => startLive(request, { runtimeFolder: places.runtime, baseFolder }),
  }
}
