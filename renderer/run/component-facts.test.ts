import { describe, expect, test } from 'vitest'
import type { ActiveFault, ComponentFrame } from '../../app/run/frame.ts'
import type { ComponentResult } from '../../app/run/result.ts'
import { faultsOn, type Sources, toFacts, viewOfComponent } from './component-facts.ts'

const quantiles = { mean: 20, p50: 18, p95: 60, p99: 90 }
const frame: ComponentFrame = {
  state: 'ready',
  throughput: 123,
  errorRate: 0,
  utilisation: 0.5,
  queue: 2,
  inSystem: 4,
  replicas: 3,
  replicasReady: 3,
  ...quantiles,
}
const latency = { ...quantiles, p90: 50, p999: 120, max: 200 }
const result: ComponentResult = {
  throughput: 124,
  errorRate: 0.01,
  utilisation: 0.6,
  queue: { mean: 1.5, max: 9 },
  inSystem: { mean: 3, max: 12 },
  replicas: { mean: 3, max: 3 },
  waiting: { ...latency, share: 0.4 },
  latency,
}
const nothing: Sources = {
  predict: null,
  live: null,
  first: null,
  stale: { predict: false, live: false },
  faults: [],
  objectives: [],
  replicas: 3,
}

describe('what a card shows', () => {
  test('before any run, what the design says', () => {
    expect(toFacts(nothing)).toMatchObject({ source: 'design', rate: null, replicas: 3, trouble: 'none', stale: false })
  })

  test('the engine started last comes first, and both are side by side', () => {
    const both = { ...nothing, predict: viewOfComponent(undefined, result, undefined), live: viewOfComponent(frame, undefined, undefined) }
    const live = toFacts({ ...both, first: 'live' })
    expect(live).toMatchObject({ source: 'live', rate: 123, p99: 90, queue: 2, state: 'ready', replicasReady: 3 })
    expect([live.predicted?.rate, live.measured?.rate]).toEqual([124, 123])
    expect(toFacts({ ...both, first: 'predict' })).toMatchObject({ source: 'predict', rate: 124, errorRate: 0.01, queue: 1.5 })
  })

  test('while it starts, its state and the reason', () => {
    const view = viewOfComponent(undefined, undefined, { state: 'pulling', replicasReady: 0, message: 'Pulling postgres:17' })
    expect(toFacts({ ...nothing, live: view, first: 'live' })).toMatchObject({
      source: 'live',
      state: 'pulling',
      message: 'Pulling postgres:17',
      rate: null,
      replicas: 3,
      trouble: 'none',
    })
  })

  test('a result from before the last edit is marked', () => {
    const view = viewOfComponent(undefined, result, undefined)
    const facts = toFacts({ ...nothing, predict: view, first: 'predict', stale: { predict: true, live: false } })
    expect(facts.stale).toBe(true)
  })
})

test('a fault strikes what it names and the members of the group it names', () => {
  const fault = (id: string, target: string): ActiveFault => ({ id, fault: { at: '0s', kind: 'partition', target }, mechanism: '' })
  const faults = [fault('1', 'orders'), fault('2', 'shop'), fault('3', 'orders->orders-db')]
  const groups = { shop: { members: ['orders', 'gateway'] } }
  expect(faultsOn('orders', faults, groups).map((each) => each.id)).toEqual(['1', '2'])
  expect(faultsOn('orders->orders-db', faults, groups).map((each) => each.id)).toEqual(['3'])
  expect(faultsOn('elsewhere', faults, undefined)).toEqual([])
})
