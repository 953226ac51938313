import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepSame } from './keep-same.ts'

test('what did not change stays the same object', () => {
  const before = { components: { a: { rate: 1 }, b: { rate: 2 } }, connections: [{ from: 'a' }] }
  const after = { components: { a: { rate: 1 }, b: { rate: 3 } }, connections: [{ from: 'a' }] }
  const kept = keepSame(before, after)
  expect(kept).toEqual(after)
  expect(kept.components.a).toBe(before.components.a)
  expect(kept.components.b).not.toBe(before.components.b)
  expect(kept.connections).toBe(before.connections)
})

test('the value is always the new one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(keepSame(before, after)).toEqual(after)
    }),
  )
})

test('an equal value is the old object', () => {
  const before = { a: [1, { b: null }] }
  expect(keepSame(before, structuredClone(before))).toBe(before)
})
