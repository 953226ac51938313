// A short prediction, made where it is asked for.
import { createPredict } from '../../simulator/engine/predict.ts'

export async function predicted(design, seed) {
  const predict = createPredict(() => new Promise((next) => setImmediate(next)))
  const signal = { aborted: false, addEventListener() {}, removeEventListener() {} }
  for await (const event of predict({ design, seed, durationSeconds: 1, signal }).events) {
    if (event.type === 'result') return event.result
    if (event.type === 'failed') throw new Error(`a sound design was not predicted: ${event.message}`)
  }
  throw new Error('a prediction ended without a result')
}
