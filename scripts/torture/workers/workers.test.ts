import { expect, test } from 'vitest'
import { tortureByWorkers } from './workers.mjs'

test('of five crashes of prediction threads none costs the design or the next prediction', async () => {
  const { line, losses } = await tortureByWorkers(5, 3)
  expect(losses, line).toEqual([])
})
