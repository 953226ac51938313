import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'
import { runBlock } from './run-block.ts'

const design: Design = { microcosm: 1, components: { orders: { kind: 'service' } } }
const docker = { available: true, leftBehind: 0 }
const error: Problem = { severity: 'error', rule: 'x', message: 'Orders calls nothing.', remedy: 'Connect it.', path: [] }

test('a sound design runs, also while Docker has not answered yet', () => {
  expect(runBlock('predict', design, [{ ...error, severity: 'warning' }], null)).toBeUndefined()
  expect(runBlock('live', design, [], null)).toBeUndefined()
  expect(runBlock('live', design, [], docker)).toBeUndefined()
})

test('the reason says what to do', () => {
  expect(runBlock('predict', { microcosm: 1, components: {} }, [], docker)).toContain('add traffic')
  expect(runBlock('predict', design, [error, error], docker)).toBe('Orders calls nothing. Connect it. (and 1 more in the Problems panel)')
  // A file whose components are all broken lacks none of them.
  expect(runBlock('predict', { microcosm: 1, components: {} }, [error], docker)).toBe('Orders calls nothing. Connect it.')
  const absent = { available: false, message: 'Docker is not installed: get it from docker.com.', leftBehind: 0 }
  expect(runBlock('live', design, [], absent)).toBe(absent.message)
  expect(runBlock('predict', design, [], absent)).toBeUndefined()
})
