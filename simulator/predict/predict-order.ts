import type { Counts } from '../../app/analysis/statistics/assess.ts'
import type { RunRequest } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'

/** What the prediction's thread is given: the request without the signal, which cannot cross to another thread. */
export interface PredictOrder {
  request: Omit<RunRequest, 'signal'>
  /** Which events are wanted beside the last one; absent: all. */
  only?: 'progress' | 'end'
  /** What was counted is wanted beside the result. */
  counts?: boolean
}

/** The last event of a prediction of which what was counted is wanted. */
export type CountedEvent = RunEvent & { counts?: Counts }

export type PredictMessage = PredictOrder | 'finish'

/** Told to a thread when it starts: it will be kept for one prediction after another. */
export const manyPredictions = 'many predictions'
