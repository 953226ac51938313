import { expect, test } from 'vitest'
import { faultSchema } from '../../app/faults/faults.ts'
import { quickFaults } from './quick-faults.ts'

test('a component can be killed, paused and slowed; a connection delayed and cut', () => {
  const main = (target: string) => quickFaults(target, []).filter((each) => each.main)
  expect(main('orders').map((each) => each.label)).toEqual(['Kill', 'Pause', 'Slow ×3'])
  expect(main('orders->orders-db').map((each) => each.label)).toEqual(['Delay +100 ms', 'Delay +200 ms', 'Cut off'])
})

test('every one is a fault the design accepts, under an id of its own', () => {
  for (const target of ['orders', 'orders->orders-db']) {
    const all = quickFaults(target, [])
    for (const { fault } of all) expect(faultSchema.safeParse(fault).success).toBe(true)
    expect(new Set(all.map((each) => each.id)).size).toBe(all.length)
  }
})

test('what strikes already is taken back by the same button', () => {
  const kill = { id: 'f1', fault: { at: '3s', kind: 'kill' as const, target: 'orders' }, mechanism: 'its containers are stopped' }
  const [first, second] = quickFaults('orders', [kill, { ...kill, id: 'f2', fault: { ...kill.fault, target: 'other' } }])
  expect(first).toMatchObject({ id: 'kill', label: 'Restore', active: { id: 'f1' } })
  expect(second).toMatchObject({ id: 'pause', label: 'Pause', active: null })
})
