import { describe, expect, test } from 'vitest'
import { autoscaleOf } from '../../catalogue/autoscale-fields.ts'
import { decide } from './decide.ts'
import { createMemory } from './memory.ts'

/**
 * What a controller wants at each of its looks, when the load needs so many replicas at the target: with a target of 1, the sum of
 * the metric over the replicas. All replicas serve at once.
 */
function wantedBy(fields: object, replicas: number, needed: number[]): number[] {
  const rule = autoscaleOf({ kind: 'service', autoscale: { min: 1, max: 100, metric: 'rate', target: 1, ...fields } })
  if (!rule) throw new Error('autoscale is written')
  let wanted = replicas
  let memory = createMemory(replicas, 0)
  return needed.map((total, i) => {
    const decision = decide(rule, memory, { wanted, ready: wanted, total }, (i + 1) * rule.intervalMs)
    wanted = decision.replicas
    memory = decision.memory
    return wanted
  })
}
const times = (n: number, value: number) => new Array(n).fill(value) as number[]

describe('kubernetes', () => {
  const minutely = { interval: '60s' }

  test('adds 4 or 100 %, whichever is more, in 15 seconds', () => {
    expect(wantedBy({}, 1, times(4, 40))).toEqual([5, 10, 20, 40])
  })

  test('305 % of 50 % ends at 7 replicas, in one step where the policy allows it', () => {
    // Of the walkthrough: one replica that reserves 200m uses 0.61 cores.
    const utilisation = { metric: 'utilisation', target: 0.5, reserved: 0.2 }
    expect(wantedBy(utilisation, 1, times(3, 3.05))).toEqual([5, 7, 7])
    expect(wantedBy({ ...utilisation, scaleUp: { replicas: { most: 10 } } }, 1, times(2, 3.05))).toEqual([7, 7])
  })

  test('takes away no further than was asked for in the last five minutes', () => {
    expect(wantedBy({}, 10, times(24, 2))).toEqual([...times(19, 10), ...times(5, 2)])
  })

  test('stays where it is as long as a rush comes back within that time', () => {
    const square = times(4, 10).concat(times(4, 2))
    const wanted = wantedBy({}, 1, [...square, ...square, ...square])
    expect(wanted.slice(0, 2)).toEqual([5, 10])
    expect(new Set(wanted.slice(2))).toEqual(new Set([10]))
  })

  test('of two policies to take away the larger step counts, percents rounded up: 80, 72, 64, ..., and from 40 on by 4', () => {
    const policies = { stabilisation: '0s', replicas: { most: 4, every: '60s' }, percent: { most: 10, every: '60s' } }
    expect(wantedBy({ ...minutely, scaleDown: policies }, 80, times(9, 1))).toEqual([72, 64, 57, 51, 45, 40, 36, 32, 28])
    expect(wantedBy({ ...minutely, scaleDown: { ...policies, select: 'min' } }, 80, times(3, 1))).toEqual([76, 72, 68])
  })

  test('a policy counts what changed within its period, however many looks that are', () => {
    const scaleUp = { replicas: { most: 3, every: '60s' } }
    expect(wantedBy({ scaleUp }, 1, times(9, 50))).toEqual([4, 4, 4, 4, 7, 7, 7, 7, 10])
  })

  test('with stabilisation adds no more than was asked for all that time', () => {
    expect(wantedBy({ scaleUp: { stabilisation: '60s' } }, 2, [2, 9, 4, 9, 9, 9])).toEqual([2, 2, 2, 2, 4, 4])
  })

  test('adds none, or takes none away, where that is disabled', () => {
    expect(wantedBy({ scaleUp: { select: 'disabled' } }, 2, times(3, 9))).toEqual([2, 2, 2])
    expect(wantedBy({ scaleDown: { select: 'disabled', stabilisation: '0s' } }, 9, times(3, 2))).toEqual([9, 9, 9])
  })

  test('a cool-down pauses after each change before more are added, and is the stabilisation of taking away', () => {
    expect(wantedBy({ cooldown: '45s' }, 1, times(7, 40))).toEqual([5, 5, 5, 10, 10, 10, 20])
    expect(wantedBy({ cooldown: '30s' }, 4, times(4, 1))).toEqual([4, 1, 1, 1])
    expect(wantedBy({ cooldown: '30s', downCooldown: '60s' }, 4, times(5, 1))).toEqual([4, 4, 4, 1, 1])
  })

  test('a schedule asks for replicas from its beginning to its end, and again', () => {
    const schedule = { at: '30s', for: '30s', every: '90s', replicas: 3 }
    expect(wantedBy({ schedule, scaleDown: { stabilisation: '0s' } }, 1, times(8, 1))).toEqual([1, 3, 3, 1, 1, 1, 1, 3])
  })

  test('a consumer with nothing to do for a while is taken away, and one comes with the next message', () => {
    const fields = { min: 0, metric: 'backlog', target: 10, idle: '30s', scaleDown: { stabilisation: '0s' } }
    expect(wantedBy(fields, 1, [5, 0, 0, 0, 40, 40, 0, 0])).toEqual([1, 1, 0, 0, 1, 4, 1, 0])
  })
})

describe('ecs', () => {
  const ecs = { controller: 'ecs' }

  test('adds tasks after three data points above the target, as many as bring it there', () => {
    expect(wantedBy(ecs, 2, times(4, 5))).toEqual([2, 2, 5, 5])
  })

  test('takes them away after fifteen below nine tenths of it', () => {
    expect(wantedBy(ecs, 10, times(16, 5))).toEqual([...times(14, 10), 5, 5])
    expect(wantedBy(ecs, 10, times(20, 9.1))).toEqual(times(20, 10))
  })

  test('in the cool-down only a larger number adds any, less what was added already', () => {
    expect(wantedBy(ecs, 2, [5, 5, 5, 7, 12, 12])).toEqual([2, 2, 5, 5, 9, 9])
    expect(wantedBy({ ...ecs, cooldown: '0s' }, 2, [5, 5, 5, 7, 12, 12])).toEqual([2, 2, 5, 7, 12, 12])
  })

  test('a scheduled action raises the least number at once', () => {
    expect(wantedBy({ ...ecs, schedule: { at: '2m', for: '1m', replicas: 8 } }, 2, times(4, 2))).toEqual([2, 8, 8, 8])
  })
})
