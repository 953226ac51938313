import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { retryAmplification } from './retry-amplification.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 1 },
    a: { kind: 'service' },
    b: { kind: 'service' },
    c: { kind: 'service' },
    calm: { kind: 'service' },
  },
  connections: [
    { from: 'people', to: 'a', protocol: 'http' },
    { from: 'a', to: 'b', protocol: 'http' },
    { from: 'b', to: 'c', protocol: 'http' },
    { from: 'a', to: 'calm', protocol: 'http' },
  ],
}
const none = { mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null }
const flow = (throughput: number, retryRate: number) => ({ throughput, retryRate, errorRate: 0, latency: none })

test('four attempts in each of three layers make sixty-four', () => {
  const connections = { 'people->a': flow(4, 0.75), 'a->b': flow(16, 0.75), 'b->c': flow(64, 0.75), 'a->calm': flow(4, 0) }
  const { components, connections: own } = retryAmplification(design, { connections })
  expect(own['b->c']).toBe(4)
  expect(components).toEqual({ people: 1, a: 4, b: 16, c: 64, calm: 4 })
})

test('without retries nothing is multiplied', () => {
  const connections = { 'people->a': flow(4, 0), 'a->b': flow(4, 0), 'b->c': flow(2, 0), 'a->calm': flow(0, 0) }
  expect(Object.values(retryAmplification(design, { connections }).components)).toEqual([1, 1, 1, 1, 1])
})
