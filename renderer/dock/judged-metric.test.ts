import { expect, test } from 'vitest'
import type { Objective } from '../../app/design/design.ts'
import { boundOn, judgedMetric } from './judged-metric.ts'

const objectives: Objective[] = [
  { journey: 'browse', metric: 'availability', above: 0.99 },
  { journey: 'browse', metric: 'p999', below: '2s' },
  { journey: 'browse', metric: 'p95', below: '150ms' },
  { journey: 'order', metric: 'p99', below: '0.4s' },
]

test('a journey is judged by its first latency objective that a frame can show', () => {
  expect(judgedMetric(objectives, 'browse')).toEqual({ metric: 'p95', below: 150 })
  expect(judgedMetric(objectives, 'order')).toEqual({ metric: 'p99', below: 400 })
})

test('without an objective it is the p99', () => {
  expect(judgedMetric(objectives, 'account')).toEqual({ metric: 'p99', below: null })
  expect(judgedMetric(undefined, 'browse')).toEqual({ metric: 'p99', below: null })
})

test('a bound belongs to one figure', () => {
  expect([boundOn(objectives, 'browse', 'p95'), boundOn(objectives, 'browse', 'p99')]).toEqual([150, null])
})
