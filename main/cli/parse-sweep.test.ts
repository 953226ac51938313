import { expect, test } from 'vitest'
import { parseSweep } from './parse-sweep.ts'

test.each([
  ['components.orders.replicas=1,2,4', [1, 2, 4]],
  ['traffic.scale=0.5..2:4', [0.5, 1, 1.5, 2]],
  ['traffic.scale=1..2', [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]],
  ['connections.a->b.timeout=500us..1.5ms:3', [0.5, 1, 1.5]],
])('%s', (text, values) => {
  expect(parseSweep(text)).toEqual({ path: text.slice(0, text.indexOf('=')), values })
})

test.each([
  '',
  'traffic.scale',
  '=1,2',
  'traffic.scale=',
  'traffic.scale=a..b',
  'traffic.scale=1..2:1',
  'traffic.scale=1..2:5000',
  'traffic.scale=-1,2',
])('%s is refused with an example', (text) => {
  expect(() => parseSweep(text)).toThrow('such as components.orders.replicas=1,2,4')
})
