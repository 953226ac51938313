import { expect, test } from 'vitest'
import type { Objective } from '../../app/design/design.ts'
import { objectiveFigure, objectiveWords } from './objective-words.ts'

test.each<[Objective, string]>([
  [{ journey: 'checkout', metric: 'p99', below: '400ms' }, 'p99 below 400 ms'],
  [{ journey: 'checkout', metric: 'p999', below: '1.5s' }, 'p99.9 below 1.5 s'],
  [{ metric: 'availability', above: 0.999 }, 'availability above 99.9 %'],
  [{ metric: 'errorRate', below: 0.01 }, 'errors below 1 %'],
  [{ metric: 'throughput', above: 100 }, 'throughput above 100/s'],
  [{ metric: 'utilisation', below: 0.8, above: 0.2 }, 'utilisation below 80 % and above 20 %'],
])('%o', (objective, words) => expect(objectiveWords(objective)).toBe(words))

test('a figure that does not exist is a dash', () => {
  expect(objectiveFigure({ metric: 'p99' }, null)).toBe('–')
})
