import { expect, test } from 'vitest'
import type { FileIdentity } from './file-identity.ts'
import { stepBack as back, emptyHistory, stepForward as forward, type History, pushStep } from './history.ts'

const file: FileIdentity = { open: true, path: '/a.yaml', folder: '/', name: 'a.yaml', savedText: 'a', pristineText: 'a', draftId: '1' }
const stepBack = (history: History) => back(history, file)
const stepForward = (history: History) => forward(history, file)

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

test('a step from one file to another leads to the other as it was left', () => {
  const imported: FileIdentity = { ...file, path: null, name: 'b.yaml', savedText: null, draftId: '2' }
  const history = pushStep(pushStep(emptyHistory, { label: 'one', before: 'a', after: 'b' }), {
    label: 'Import',
    before: 'b',
    after: 'c',
    other: file,
  })
  const saved = { ...imported, path: '/b.yaml', savedText: 'c' }
  const undone = back(history, saved)
  expect([undone?.text, undone?.file]).toEqual(['b', file])
  const further = undone && back(undone.history, undone.file)
  expect([further?.text, further?.file]).toEqual(['a', file])
  const again = undone && forward(undone.history, undone.file)
  expect([again?.text, again?.file]).toEqual(['c', saved])
  expect(again && back(again.history, saved)?.file).toEqual(file)
})
