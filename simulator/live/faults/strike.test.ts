import { expect, test } from 'vitest'
import type { Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { resolveFault } from '../../../app/run/fault-target.ts'
import { isOf } from '../../runtime/control/messages.ts'
import type { Replica } from '../replica.ts'
import type { ReplicaBoard } from '../replica-board.ts'
import { toStrike, troubleOf, wantedOf } from './strike.ts'

const design: Design = {
  microcosm: 1,
  components: { shop: { kind: 'service', replicas: 4 }, db: { kind: 'postgres' } },
  groups: { a: { kind: 'zone', members: ['shop', 'db'] }, b: { kind: 'zone', members: ['shop'] } },
}
const replicas = [0, 1, 2, 3].map((index) => ({ component: 'shop', index, ready: index > 0, paused: false }) as Replica)
const board = { replicasOf: (id: string) => (id === 'shop' ? replicas : []) } as unknown as ReplicaBoard
const strike = (fault: Omit<Fault, 'at'>) => toStrike(design, resolveFault(design, { at: '0s', ...fault } as Fault), board)
const struck = (...faults: Omit<Fault, 'at'>[]) => replicas.map((replica) => troubleOf(replica, faults.map(strike)))

test('so many replicas are struck, those that serve first', () => {
  expect(struck({ kind: 'kill', target: 'shop', replicas: 2 } as Fault).map(({ down }) => down)).toEqual([false, true, true, false])
})

test('a fault of a zone strikes the replicas that are in it, and also those that come later', () => {
  const one = strike({ kind: 'pause', target: 'b' } as Fault)
  expect(struck({ kind: 'pause', target: 'b' } as Fault).map(({ paused }) => paused)).toEqual([false, true, false, true])
  expect([4, 5].map((index) => one.strikes({ ...replicas[0], index } as Replica))).toEqual([false, true])
})

test('of two pauses the end of one leaves the other', () => {
  const pause = { kind: 'pause', target: 'shop' } as Fault
  expect(struck(pause, pause).every(({ paused }) => paused)).toBe(true)
  expect(struck(pause).every(({ paused }) => paused)).toBe(true)
  expect(struck().some(({ paused }) => paused)).toBe(false)
})

test('what stubs are to do is told for the replicas that are struck, and for those that come later', () => {
  const told = (fault: Omit<Fault, 'at'>) => strike(fault).which('shop')
  expect(told({ kind: 'slow', target: 'shop', factor: 2, replicas: 2 } as Fault)).toEqual({ only: [1, 2] })
  expect(told({ kind: 'cpu', target: 'b', cpus: 1 } as Fault)).toEqual({ from: 1, of: 2 })
  expect([0, 1, 5].map((replica) => isOf({ from: 1, of: 2 }, replica))).toEqual([false, true, true])
})

test("of two hands the later one's number holds", () => {
  const scale = (replicas: number) => strike({ kind: 'scale', target: 'shop', replicas } as Fault)
  expect(wantedOf('shop', [scale(2), scale(5)])).toBe(5)
  expect(wantedOf('shop', [scale(2)])).toBe(2)
  expect(wantedOf('db', [scale(2)])).toBeUndefined()
})
