import { expect, test } from 'vitest'
import { type Objective, objectiveSchema } from '../../app/design/design.ts'
import { boundText, metricWords, readBound, usualObjective } from './objective-bound.ts'

const metrics = Object.keys(metricWords) as Objective['metric'][]

test.each(metrics)('an objective of %s begins with a bound that reads back as it is written', (metric) => {
  const objective = objectiveSchema.parse(usualObjective(metric, { journey: 'buy' }))
  const bound = objective.below ?? objective.above
  expect(readBound(metric, boundText(metric, bound))).toEqual({ value: bound })
})

test.each([
  ['p99', '1.5 s', { value: '1.5s' }],
  ['availability', '99,95 %', { value: 0.9995 }],
  ['errorRate', '0.07%', { value: 0.0007 }],
  ['throughput', '40/s', { value: 40 }],
] as const)('%s: %s is understood', (metric, typed, read) => {
  expect(readBound(metric, typed)).toEqual(read)
})

test.each([
  ['p99', '300'],
  ['p99', ''],
  ['availability', '150 %'],
  ['utilisation', 'half'],
  ['throughput', '-1'],
] as const)('%s: "%s" is refused with what to write', (metric, typed) => {
  expect(readBound(metric, typed)).toEqual({ error: expect.stringContaining('such as') })
})
