import { describe, expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import type { Fault } from '../faults/faults.ts'
import { RunFailure } from './engine.ts'
import { groupMembers, resolveFault } from './fault-target.ts'
import { scaleAt } from './load-shape.ts'
import { isConstantLoad, loadPointsOf, scenarioOf } from './scenario.ts'

const design: Design = {
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 1 }, a: { kind: 'service' }, b: { kind: 'service' }, c: { kind: 'service' } },
  connections: [
    { from: 'people', to: 'a', protocol: 'http' },
    { from: 'a', to: 'b', protocol: 'http' },
    { from: 'b', to: 'c', protocol: 'http' },
  ],
  groups: { inner: { members: ['b'] }, outer: { members: ['a', 'inner', 'outer'] } },
  scenarios: {
    rush: {
      duration: '2m',
      warmup: '10s',
      traffic: [
        { at: '1m', scale: 4, over: '20s' },
        { at: '0s', scale: 2 },
      ],
      faults: [
        { kind: 'pause', at: '50s', target: 'a' },
        { kind: 'kill', at: '20s', for: '1.5s', target: 'outer' },
      ],
    },
  },
}

describe('a scenario in numbers', () => {
  test('has its times in seconds, in order', () => {
    const { duration, warmup, loadPoints, faults } = scenarioOf(design, 'rush')
    expect([duration, warmup]).toEqual([120, 10])
    expect(loadPoints).toEqual([
      { at: 0, scale: 2, over: 0 },
      { at: 60, scale: 4, over: 20 },
    ])
    expect(faults.map(({ at, until, components }) => ({ at, until, components }))).toEqual([
      { at: 20, until: 21.5, components: ['a', 'b'] },
      { at: 50, until: Number.POSITIVE_INFINITY, components: ['a'] },
    ])
  })

  test('without a name is the steady one, which a design may write itself', () => {
    expect(scenarioOf(design)).toMatchObject({ id: 'steady', name: 'Steady', duration: 30, warmup: 5 })
    expect(scenarioOf({ ...design, scenarios: { steady: { duration: '7s' } } })).toMatchObject({ id: 'steady', duration: 7, warmup: 0 })
  })

  test('keeps half of a shortened run for its figures', () => {
    expect(scenarioOf(design, 'rush', 4)).toMatchObject({ duration: 4, warmup: 2 })
  })

  test.each(['rosh', 'constructor'])('%s, which is not there, is refused with those that are', (name) => {
    expect(() => scenarioOf(design, name)).toThrow(new RunFailure(`There is no scenario "${name}". This design has rush.`))
  })
})

test('traffic with points of its own follows those alone', () => {
  const own = { at: '30s', scale: 9, source: 'people' }
  const scenarios = { rush: { duration: '2m', traffic: [own, { at: '10s', scale: 3 }] } }
  const scenario = scenarioOf({ ...design, scenarios }, 'rush')
  expect(loadPointsOf(scenario, 'people')).toEqual([{ at: 30, scale: 9, over: 0 }])
  expect(loadPointsOf(scenario, 'constructor')).toEqual([{ at: 10, scale: 3, over: 0 }])
  expect(isConstantLoad(scenario)).toBe(false)
  expect(isConstantLoad(scenarioOf({ ...design, scenarios: { rush: { duration: '20s', traffic: [own] } } }, 'rush'))).toBe(true)
})

describe('the load over time', () => {
  const points = [
    { at: 10, scale: 3, over: 10 },
    { at: 15, scale: 0, over: 0 },
    { at: 30, scale: 2, over: 4 },
  ]
  test.each([
    [0, 1],
    [10, 1],
    [12, 1.4],
    [14.999, 1.9998],
    [15, 0],
    [29, 0],
    [31, 0.5],
    [100, 2],
  ])('at second %d is %d', (time, scale) => {
    expect(scaleAt(points, time)).toBeCloseTo(scale, 9)
  })

  test('goes on from where a ramp was cut short', () => {
    expect(
      scaleAt(
        [
          { at: 0, scale: 3, over: 10 },
          { at: 5, scale: 0, over: 10 },
        ],
        10,
      ),
    ).toBeCloseTo(1, 9)
  })
})

describe('what a fault strikes', () => {
  const struck = (fault: Partial<Fault> & { kind: string; target: string }) => {
    const { components, connections } = resolveFault(design, { at: '0s', ...fault } as Fault)
    return { components, connections }
  }

  test.each([
    ['kill', 'a', ['a'], []],
    ['kill', 'outer', ['a', 'b'], []],
    ['kill', 'a->b', [], []],
    ['latency', 'a->b', [], ['a->b']],
    ['latency', 'b', [], ['a->b', 'b->c']],
    ['partition', 'outer', [], ['people->a', 'b->c']],
    ['errors', 'a', ['a'], []],
    ['errors', 'a->b', [], ['a->b']],
    ['kill', 'nobody', [], []],
  ])('%s on %s', (kind, target, components, connections) => {
    expect(struck({ kind, target } as Fault)).toEqual({ components, connections })
  })

  test('a group inside itself has an end', () => {
    expect(groupMembers(design, 'outer')).toEqual(['a', 'b'])
  })
})
