import { expect, test } from 'vitest'
import { parameterFigure, parameterWords } from './parameter-words.ts'

test.each([
  ['components.orders.work.time', 'orders', 'work time'],
  ['components.orders.queueLimit', 'orders', 'queue limit'],
  ['connections.gateway->orders.retries.attempts', 'gateway->orders', 'retries attempts'],
  ['traffic.scale', null, 'traffic'],
])('%s', (path, target, what) => {
  expect(parameterWords(path)).toEqual({ target, what })
})

test('durations have a unit, counts have none', () => {
  expect([parameterFigure('duration', 28), parameterFigure('count', 4), parameterFigure('number', 0.25)]).toEqual(['28 ms', '4', '0.25'])
})
