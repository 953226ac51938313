import { expect, test } from 'vitest'
import { everyKind } from '../../app/catalogue/fixtures/every-kind.ts'
import type { Design } from '../../app/design/design.ts'
import { simulate } from './fixtures/simulate.ts'

/** Kinds as the engine plays them, where more than one model meets. */

test('every kind can be predicted together, and is used', () => {
  const light = { ...everyKind.components.caller, concurrency: 1000, holdsWorker: false }
  const { result } = simulate({ ...everyKind, components: { ...everyKind.components, caller: light } } as Design, undefined, 20, 1)
  const idle = Object.entries(result.components).filter(([, { throughput }]) => !(throughput > 0))
  expect(idle).toEqual([])
})

test('a topic hands every message to each of its queues, and each queue to one of its consumers', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 50 },
      orders: { kind: 'service', concurrency: 100 },
      placed: { kind: 'topic' },
      mail: { kind: 'queue' },
      stock: { kind: 'queue' },
      mailer: { kind: 'function' },
      picker: { kind: 'service' },
      packer: { kind: 'service' },
    },
    connections: [
      { from: 'people', to: 'orders', protocol: 'http' },
      { from: 'orders', to: 'placed', protocol: 'sns', mode: 'async' },
      { from: 'placed', to: 'mail', protocol: 'sns' },
      { from: 'placed', to: 'stock', protocol: 'sns' },
      { from: 'mail', to: 'mailer', protocol: 'sqs' },
      { from: 'stock', to: 'picker', protocol: 'sqs' },
      { from: 'stock', to: 'packer', protocol: 'sqs' },
    ],
  }
  const { components } = simulate(design, undefined, 100, 1).result
  const rate = (id: string) => components[id]?.throughput ?? 0
  expect(rate('orders')).toBeCloseTo(50, -1)
  for (const id of ['placed', 'mail', 'stock', 'mailer']) expect(Math.abs(rate(id) - rate('orders')), id).toBeLessThan(0.5)
  expect(Math.abs(rate('picker') + rate('packer') - rate('orders'))).toBeLessThan(0.5)
})

test('a scrape is no part of answering a query, and the result says so', () => {
  const design: Design = {
    microcosm: 1,
    components: { people: { kind: 'traffic', rate: 20 }, metrics: { kind: 'prometheus' }, shop: { kind: 'service' } },
    connections: [
      { from: 'people', to: 'metrics', protocol: 'http' },
      { from: 'metrics', to: 'shop', protocol: 'http' },
    ],
  }
  const { result } = simulate(design, undefined, 20, 1)
  expect(result.components.metrics?.throughput).toBeGreaterThan(15)
  expect(result.components.shop?.throughput).toBe(0)
  expect(result.notes).toContain('What metrics asks for in its own time is not predicted.')
})
