import { expect, test } from 'vitest'
import { createPredict } from '../engine/predict.ts'
import { warmUp } from './warm-up.ts'

const signalOf = (aborted: boolean) => ({ aborted, addEventListener: () => {}, removeEventListener: () => {} })

test('what is predicted for nobody comes to a result, and ends early when somebody asks', async () => {
  const signal = signalOf(false)
  expect(
    await warmUp(
      createPredict(async () => {}),
      signal,
    ),
  ).toBe('result')
  const asks = async () => {
    signal.aborted = true
  }
  expect(await warmUp(createPredict(asks), signal)).toBe('failed')
})
