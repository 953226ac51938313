import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import type { Design } from '../design/design.ts'
import { addConnectionEffect, addReplicaEffect, effectNames, noConnectionTrouble, noReplicaTrouble } from './effects.ts'
import { faultTitle } from './fault-words.ts'
import { briefTag, effectsOf, type Fault, type FaultKind, faultKinds, faultSchema, faultTag, strikesConnections } from './faults.ts'
import { live, predicted, refusal } from './support.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service', name: 'Orders' }, 'orders-db': { kind: 'postgres', name: 'Orders DB' } },
  groups: { shop: { name: 'Shop', members: ['orders'] } },
}

/** One fault of each kind with every field of its own; a kind without a line here does not compile. */
const samples: { [Kind in FaultKind]: Extract<Fault, { kind: Kind }> } = {
  kill: { at: '4m', kind: 'kill', target: 'orders', replicas: 2 },
  pause: { at: '4m', kind: 'pause', target: 'orders' },
  restart: { at: '4m', kind: 'restart', target: 'orders' },
  slow: { at: '0s', kind: 'slow', target: 'shop', factor: 3 },
  errors: { at: '0s', kind: 'errors', target: 'unknown', rate: 0.2 },
  latency: { at: '6m', for: '30s', kind: 'latency', target: 'orders->orders-db', add: '200ms', jitter: '50ms' },
  loss: { at: '0s', kind: 'loss', target: 'orders->orders-db', rate: 0.05 },
  bandwidth: { at: '0s', kind: 'bandwidth', target: 'orders', bitsPerSecond: 1_500_000 },
  partition: { at: '0s', kind: 'partition', target: 'orders->orders-db', direction: 'back' },
  reset: { at: '0s', kind: 'reset', target: 'orders->orders-db', rate: 0.3 },
  dns: { at: '0s', kind: 'dns', target: 'orders->orders-db' },
  cpu: { at: '0s', kind: 'cpu', target: 'orders', cpus: 0.5 },
  memory: { at: '0s', kind: 'memory', target: 'orders', limit: '32MiB' },
  scale: { at: '0s', kind: 'scale', target: 'orders', replicas: 4 },
}

test.each<[FaultKind, string]>([
  ['kill', 'Orders 2 killed'],
  ['latency', 'Orders → Orders DB latency +200 ms'],
  ['slow', 'Shop slow ×3'],
  ['errors', 'unknown errors 20 %'],
  ['bandwidth', 'Orders limited to 1.5 Mbit/s'],
])('%s is told in words', (kind, title) => expect(faultTitle(samples[kind], design)).toBe(title))

test.each<[FaultKind, string]>([
  ['latency', '+200 ms'],
  ['loss', '5 %'],
  ['partition', 'answers cut off'],
  ['reset', '30 %'],
])('%s is told in little room', (kind, tag) => expect(briefTag(samples[kind])).toBe(tag))

describe.each(faultKinds)('$kind', ({ kind, quick, strikes, fields }) => {
  test('does something that both engines carry out or refuse with a reason', () => {
    const names = effectNames(effectsOf(samples[kind]))
    expect(names).not.toEqual([])
    for (const support of [predicted, live]) for (const name of names) expect(support[name]).toBeTruthy()
  })

  test('strikes replicas only where it has an effect on them, and connections likewise', () => {
    const { replica, connection, wanted } = effectsOf(samples[kind])
    expect(strikes.includes('component')).toBe(replica !== undefined || wanted !== undefined)
    expect(strikes.includes('connection')).toBe(connection !== undefined)
  })

  test('offers by click what the design accepts', () => {
    for (const { values } of quick) {
      const fault = faultSchema.parse({ at: '1s', kind, target: 'orders', ...values })
      expect(faultTag(fault)).not.toBe('')
    }
  })

  test('names each of its fields and begins with a value where one is needed', () => {
    for (const [key, field] of Object.entries(fields)) {
      const { title, examples } = (field as z.ZodType).meta() ?? {}
      expect(title, key).toBeTruthy()
      const needed = !(field as z.ZodType).safeParse(undefined).success
      if (needed) expect(examples?.length, key).toBeGreaterThan(0)
    }
  })
})

test('a target with an arrow is a connection where a kind strikes either', () => {
  expect(strikesConnections('errors', 'a->b')).toBe(true)
  expect(strikesConnections('errors', 'a')).toBe(false)
  expect(strikesConnections('latency', 'a')).toBe(true)
  expect(strikesConnections('kill', 'a->b')).toBe(false)
})

test('faults at the same time come to the same whichever began first', () => {
  const slow = effectsOf(samples.slow).replica ?? {}
  const errors = effectsOf(samples.errors).replica ?? {}
  const twice = [slow, errors, slow].reduce(addReplicaEffect, noReplicaTrouble)
  expect(twice).toEqual([errors, slow, slow].reduce(addReplicaEffect, noReplicaTrouble))
  expect(twice).toMatchObject({ slow: 9, errors: expect.closeTo(0.2, 9) })
  const loss = { loss: 0.5 }
  expect([loss, { loss: 0.5, addMs: 3 }, { addMs: 4, bitsPerSecond: 10 }].reduce(addConnectionEffect, noConnectionTrouble)).toEqual({
    addMs: 7,
    jitterMs: 0,
    loss: 0.75,
    bitsPerSecond: 10,
    cutThere: false,
    cutBack: false,
    errors: 0,
    resets: 0,
    unresolved: false,
  })
  const both = [{ cut: 'back' as const }, { resets: 0.5 }, { cut: 'there' as const, resets: 0.5 }]
  expect(both.reduce(addConnectionEffect, noConnectionTrouble)).toMatchObject({ cutThere: true, cutBack: true, resets: 0.75 })
})

test('what an engine cannot do is told with its reason', () => {
  const support = { ...live, cut: { refused: 'cables cannot be cut here' } }
  expect(refusal(support, effectsOf(samples.partition))).toBe('cables cannot be cut here')
  expect(refusal(support, effectsOf(samples.kill))).toBeUndefined()
})
