import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { type Fault, faultKinds } from '../../app/faults/faults.ts'
import { fieldsFor, kindChoices, newDraft, putInto, targetsFor, toFault, withKind } from './fault-form.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service', name: 'Orders' }, db: { kind: 'postgres' } },
  connections: [{ from: 'orders', to: 'db', protocol: 'postgres' }],
  groups: { shop: { name: 'Shop', members: ['orders'] } },
}

test('a fault is offered what it can strike', () => {
  expect(targetsFor('kill', design).map((each) => each.label)).toEqual(['Orders', 'db', 'Shop'])
  expect(targetsFor('latency', design).map((each) => each.label)).toEqual([
    'Orders → db',
    'All connections of Orders',
    'All connections of db',
    'Shop',
  ])
  expect(targetsFor('errors', design).map((each) => each.id)).toEqual(['orders', 'db', 'orders->db', 'shop'])
})

test('every kind is offered, and an untouched form of it is a fault', () => {
  expect(kindChoices.map(({ id }) => id)).toEqual(faultKinds.map(({ kind }) => kind))
  for (const { kind } of faultKinds) expect(toFault(newDraft(design, kind))).toHaveProperty('fault.kind', kind)
})

test('the form asks for everything that a fault of the kind can say', () => {
  for (const { kind, schema } of faultKinds)
    expect(['kind', 'target', ...fieldsFor(kind).map(({ key }) => key)].sort()).toEqual(Object.keys(schema.shape).sort())
})

test('a fault goes through the form unchanged, and comes again as it did', () => {
  const faults: Fault[] = [
    { at: '6m', for: '30s', kind: 'latency', target: 'orders->db', add: '200ms', jitter: '50ms' },
    { at: '4m', kind: 'kill', target: 'orders', replicas: 1 },
    { at: '4m', for: '5s', kind: 'errors', target: 'orders->db', rate: 0.1, repeat: { every: '30s', distribution: 'exponential' } },
  ]
  for (const fault of faults) expect(toFault({ ...fault })).toEqual({ fault })
})

test('values below a group are set and taken away', () => {
  const draft = putInto(newDraft(design), ['repeat'], { every: '30s' })
  const random = putInto(draft, ['repeat', 'distribution'], 'exponential')
  expect(toFault(random)).toHaveProperty('fault.repeat', { every: '30s', distribution: 'exponential' })
  expect(putInto(random, ['repeat', 'distribution'], undefined).repeat).toEqual({ every: '30s' })
  expect(putInto(random, ['repeat'], undefined)).not.toHaveProperty('repeat')
})

test('another kind keeps the times, and the target where it can strike it', () => {
  const draft = { ...newDraft(design), target: 'db', at: '7s' }
  expect(withKind(draft, 'pause', design)).toMatchObject({ target: 'db', at: '7s' })
  expect(withKind(draft, 'latency', design)).toMatchObject({ target: 'db', add: '200ms' })
  expect(withKind({ ...draft, target: 'orders->db' }, 'kill', design).target).toBe('orders')
})
