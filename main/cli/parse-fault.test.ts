import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { faultKinds, faultSchema } from '../../app/faults/faults.ts'
import { checkTarget, parseFault } from './parse-fault.ts'

test.each([
  ['kill orders', { at: '0s', kind: 'kill', target: 'orders' }],
  ['kill orders at=10s for=5s replicas=1', { at: '10s', for: '5s', kind: 'kill', target: 'orders', replicas: 1 }],
  ['  latency  web->orders add=100ms  jitter=20ms', { at: '0s', kind: 'latency', target: 'web->orders', add: '100ms', jitter: '20ms' }],
  ['errors orders rate=20%', { at: '0s', kind: 'errors', target: 'orders', rate: 0.2 }],
  [
    'pause orders for=1s repeat.every=30s repeat.distribution=exponential',
    { at: '0s', for: '1s', kind: 'pause', target: 'orders', repeat: { every: '30s', distribution: 'exponential' } },
  ],
])('%s', (text, fault) => {
  expect(parseFault(text)).toEqual(fault)
})

test.each([
  ['', /"" is no kind of fault\. The kinds are: kill, pause, /],
  ['explode orders', /"explode" is no kind of fault/],
  ['kill', /say what it strikes, as in "kill orders for=10s"/],
  ['kill for=10s', /say what it strikes/],
  ['kill orders now', /"now" is no field: write NAME=VALUE/],
  ['kill orders rate=0.1', /it has no rate\. It has: at, for, repeat, replicas\.$/],
  ['latency web->orders', /it needs add: write add=VALUE\.$/],
  ['errors orders rate=120%', /rate /],
  ['kill orders for=soon', /for /],
])('%s is refused in one sentence', (text, wanted) => {
  expect(() => parseFault(text)).toThrow(wanted)
})

test('every choice that the window offers by one click can be written', () => {
  for (const { kind, quick } of faultKinds) {
    for (const { values } of quick) {
      const words = Object.entries(values).map(([name, value]) => `${name}=${value}`)
      expect(parseFault([kind, 'orders', ...words].join(' '))).toEqual(faultSchema.parse({ at: '0s', kind, target: 'orders', ...values }))
    }
  }
})

test('whatever is written is read or refused in a sentence', () => {
  const word = fc.oneof(
    fc.constantFrom(...faultKinds.map(({ kind }) => kind), 'orders', 'a->b', 'for=1s', 'repeat.every=3s', 'at='),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word), (words) => {
      try {
        parseFault(words.join(' '))
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal' })
      }
    }),
  )
})

const design: Design = {
  microcosm: 1,
  components: { users: { kind: 'traffic', rate: 1 }, orders: { kind: 'service' } },
  connections: [{ from: 'users', to: 'orders', protocol: 'http' }],
}

test('what strikes nothing of the design is refused', () => {
  expect(checkTarget(parseFault('kill orders'), design).target).toBe('orders')
  expect(() => checkTarget(parseFault('kill order'), design)).toThrow(
    /^There is nothing called "order" that a kill fault could strike: name a component or a group\.$/,
  )
  expect(() => checkTarget(parseFault('latency orders->users add=1ms'), design)).toThrow(/name a connection a->b or a group\.$/)
})
