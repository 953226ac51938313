import type { RunRequest } from '../../app/run/engine.ts'

/** What the prediction's thread is given: the request without the signal, which cannot cross to another thread. */
export type PredictOrder = Omit<RunRequest, 'signal'>
