import type { RunRequest } from '../../app/run/engine.ts'

/** What the prediction's thread is given: the request without the signal, which cannot cross to another thread. */
export interface PredictOrder {
  request: Omit<RunRequest, 'signal'>
  /** Which events are wanted beside the last one; absent: all. */
  only?: 'progress' | 'end'
}

export type PredictMessage = PredictOrder | 'finish'

/** Told to a thread when it starts: it will be kept for one prediction after another. */
export const manyPredictions = 'many predictions'
