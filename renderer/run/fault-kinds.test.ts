import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { type Fault, faultSchema } from '../../app/faults/faults.ts'
import { briefTag, faultLook, faultTag, faultTitle } from './fault-kinds.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service', name: 'Orders' }, 'orders-db': { kind: 'postgres', name: 'Orders DB' } },
  groups: { shop: { name: 'Shop', members: ['orders'] } },
}

test.each<[Fault, string]>([
  [{ at: '4m', kind: 'kill', target: 'orders' }, 'Orders killed'],
  [{ at: '6m', for: '30s', kind: 'latency', target: 'orders->orders-db', add: '200ms' }, 'Orders → Orders DB latency +200 ms'],
  [{ at: '0s', kind: 'slow', target: 'shop', factor: 3 }, 'Shop slow ×3'],
  [{ at: '0s', kind: 'errors', target: 'unknown', rate: 0.2 }, 'unknown errors 20 %'],
  [{ at: '0s', kind: 'bandwidth', target: 'orders', bitsPerSecond: 1_500_000 }, 'Orders limited to 1.5 Mbit/s'],
])('%o is told in words', (fault, title) => expect(faultTitle(fault, design)).toBe(title))

test.each<[Fault, string]>([
  [{ at: '0s', kind: 'latency', target: 'a->b', add: '200ms' }, '+200 ms'],
  [{ at: '0s', kind: 'loss', target: 'a->b', rate: 0.05 }, '5 %'],
  [{ at: '0s', kind: 'partition', target: 'a->b' }, 'cut off'],
])('%o is told in little room', (fault, tag) => expect(briefTag(fault)).toBe(tag))

test('what the form asks for makes a fault the design accepts', () => {
  for (const kind of ['kill', 'pause', 'restart', 'slow', 'errors', 'latency', 'loss', 'partition', 'scale'] as const) {
    const look = faultLook(kind)
    const values = Object.fromEntries(look.fields.map((field) => [field.key, field.initial]))
    const fault = faultSchema.parse({ at: '1s', kind, target: look.strikes === 'component' ? 'orders' : 'orders->orders-db', ...values })
    expect(faultTag(fault)).not.toBe('')
  }
})
