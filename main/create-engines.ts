import { connectDocker } from '../simulator/live/docker.ts'
import { readRunSheet } from '../simulator/live/read-run-sheet.ts'
import { startLive } from '../simulator/live/start-live.ts'
import type { PredictThread } from '../simulator/predict/predict-thread.ts'
import { predictUntilKnown } from '../simulator/predict/predict-until-known.ts'
import type { Places } from './files/places.ts'
import type { Engines } from './runs/engines.ts'
import { openDoor } from './runs/fault-door.ts'

/** The two engines: the thread that one predicts on, and where the other's bundles are. `userFolder`: where its runs say how they are reached. */
export function createEngines(thread: PredictThread, places: Places, userFolder: string): Engines {
  return {
    predict: (request) => predictUntilKnown(request, (one) => thread.predict(one), places.predictWorker),
    live: (request, baseFolder) =>
      openDoor(startLive(request, { runtimeFolder: places.runtime, baseFolder }), userFolder, request.design.name ?? 'Design'),
    sheet: (design, baseFolder) => readRunSheet(connectDocker(), design, baseFolder),
  }
}
