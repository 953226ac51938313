import type { Answer, Question } from '../../app/analysis/answers.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import { findCapacity } from './find-capacity.ts'
import { findRemedy } from './find-remedy.ts'
import { findSensitivity } from './find-sensitivity.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'
import { predictReplications } from './predict-replications.ts'
import { sweep } from './sweep.ts'

/** Answers one question with as many predictions as it takes. Rejects with a RunFailure where it has no answer. */
export async function answerQuestion(
  pool: PredictPool,
  request: PredictRequest,
  question: Question,
  signal: StopSignal,
  onProgress?: OnProgress,
): Promise<Answer> {
  switch (question.kind) {
    case 'capacity':
      return { kind: 'capacity', capacity: await findCapacity(pool, request, signal, onProgress) }
    case 'remedy':
      return { kind: 'remedy', remedy: await findRemedy(pool, request, signal, onProgress) }
    case 'sensitivity':
      return { kind: 'sensitivity', ...(await findSensitivity(pool, request, question.journey, signal, onProgress)) }
    case 'sweep':
      return { kind: 'sweep', sweep: await sweep(pool, request, question.path, question.values, signal, onProgress) }
    case 'replications':
      return { kind: 'replications', result: await predictReplications(pool, request, question.count, signal, onProgress) }
  }
}
