import { expect, test } from 'vitest'
import { readDocument } from '../../app/design/document.ts'
import { sliceOf } from './yaml-slice.ts'

const { source } = readDocument(`microcosm: 1
components:
  # The front door.
  gateway: { kind: nginx }
  orders:
    kind: service
    # Measured in May.
    work: { time: 4ms }
connections:
  - { from: gateway, to: orders, protocol: http }
`)

test.each([
  [
    'a component in block style, with its comments',
    ['components', 'orders'],
    'orders:\n  kind: service\n  # Measured in May.\n  work: { time: 4ms }',
  ],
  ['a component on one line', ['components', 'gateway'], 'gateway: { kind: nginx }'],
  ['a connection', ['connections', 0], '- { from: gateway, to: orders, protocol: http }'],
])('%s', (_, path, expected) => {
  expect(sliceOf(source, path)).toBe(expected)
})

test('nothing for what is not there', () => {
  expect(sliceOf(source, ['components', 'gone'])).toBeUndefined()
})
