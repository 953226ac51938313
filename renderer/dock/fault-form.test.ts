import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { emptyForm, offeredKinds, targetsFor, toFault, toForm, withKind } from './fault-form.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service', name: 'Orders' }, db: { kind: 'postgres' } },
  connections: [{ from: 'orders', to: 'db', protocol: 'postgres' }],
  groups: { shop: { name: 'Shop', members: ['orders'] } },
}

test('a fault is offered what it can strike', () => {
  expect(targetsFor('kill', design).map((each) => each.label)).toEqual(['Orders', 'db', 'Shop'])
  expect(targetsFor('latency', design)).toEqual([
    { id: 'orders->db', label: 'Orders → db' },
    { id: 'shop', label: 'Shop' },
  ])
})

test('an empty form of every kind is already a fault', () => {
  for (const kind of offeredKinds) expect(toFault(emptyForm(design, kind))).toHaveProperty('fault.kind', kind)
})

test('what is typed wrong is told beside its field', () => {
  const form = { ...emptyForm(design, 'slow'), at: '10', lasts: 'soon', values: { factor: 'much' } }
  const read = toFault(form)
  expect(Object.keys('errors' in read ? read.errors : {}).sort()).toEqual(['at', 'factor', 'for'])
})

test('a fault goes through the form unchanged', () => {
  const faults: Fault[] = [
    { at: '6m', for: '30s', kind: 'latency', target: 'orders->db', add: '200ms', jitter: '50ms' },
    { at: '4m', kind: 'kill', target: 'orders', replicas: 1 },
  ]
  for (const fault of faults) expect(toFault(toForm(fault))).toEqual({ fault })
})

test('another kind keeps the target where it can strike it', () => {
  const form = { ...emptyForm(design, 'kill'), target: 'db' }
  expect(withKind(form, 'pause', design).target).toBe('db')
  expect(withKind(form, 'latency', design).target).toBe('orders->db')
})
