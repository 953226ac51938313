import { expect, test } from 'vitest'
import { emptyHistory, pushStep, stepBack, stepForward } from './history.ts'

test('steps go back and forward in order', () => {
  const two = pushStep(pushStep(emptyHistory, { label: 'one', before: 'a', after: 'b' }), { label: 'two', before: 'b', after: 'c' })
  const back = stepBack(two)
  expect(back?.text).toBe('b')
  const further = back && stepBack(back.history)
  expect(further?.text).toBe('a')
  expect(further && stepForward(further.history)?.text).toBe('b')
})

test('a new step forgets what was undone', () => {
  const one = pushStep(emptyHistory, { label: 'one', before: 'a', after: 'b' })
  const back = stepBack(one)
  const other = back && pushStep(back.history, { label: 'other', before: 'a', after: 'x' })
  expect(other && stepForward(other)).toBeUndefined()
  expect(other && stepBack(other)?.text).toBe('a')
})

test('there is nothing before the first step', () => {
  expect(stepBack(emptyHistory)).toBeUndefined()
  expect(stepForward(emptyHistory)).toBeUndefined()
})

test('steps that belong together are undone together', () => {
  const nudge = (before: string, after: string) => ({ label: 'Move', before, after, join: 'nudge orders' })
  const twice = pushStep(pushStep(emptyHistory, nudge('a', 'b')), nudge('b', 'c'))
  expect(twice.undo).toHaveLength(1)
  expect(stepBack(twice)?.text).toBe('a')
})
