import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSpan, newTrace, parseTraceparent, toTraceparent } from './trace-context.ts'

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03', true],
  // A later version may say more.
  ['cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more', true],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', false],
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', false],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', false],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', false],
  ['00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', false],
  ['', false],
  [undefined, false],
])('%s names a sampled request: %s', (text, is) => expect(parseTraceparent(text) !== undefined).toBe(is))

test('what is told is understood', () => {
  const context = { ...newTrace(), span: newSpan() }
  expect(parseTraceparent(toTraceparent(context))).toEqual(context)
})

test('whatever somebody sends is a context or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)), (text) => {
      const found = parseTraceparent(text)
      if (found) expect(toTraceparent(found)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    }),
  )
})
