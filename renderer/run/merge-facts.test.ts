import { expect, test } from 'vitest'
import { type Facts, toFacts } from './component-facts.ts'
import { mergeFacts } from './merge-facts.ts'

const none = toFacts({
  predict: null,
  live: null,
  first: null,
  stale: { predict: false, live: false },
  faults: [],
  objectives: [],
  replicas: 2,
})
const with_ = (facts: Partial<Facts>): Facts => ({ ...none, ...facts })

test('rates and replicas are summed, errors are a share of all, and the worst is said of the rest', () => {
  const merged = mergeFacts([
    with_({ rate: 90, errorRate: 0, p99: 10, utilisation: 0.4, trouble: 'none' }),
    with_({ rate: 10, errorRate: 0.5, p99: 80, utilisation: 0.9, trouble: 'bad', replicas: 3 }),
  ])
  expect(merged).toMatchObject({ rate: 100, errorRate: 0.05, p99: 80, utilisation: 0.9, trouble: 'bad', replicas: 5 })
})

test('what is not known of any is not known of all, and of one alone nothing changes', () => {
  expect(mergeFacts([none, none])).toMatchObject({ rate: null, errorRate: null, p99: null, trouble: 'none' })
  expect(mergeFacts([none])).toBe(none)
})

test('without traffic nothing fails', () => {
  expect(mergeFacts([with_({ rate: 0, errorRate: 0 }), with_({ rate: 0, errorRate: 0 })]).errorRate).toBe(0)
})
