import { expect, test } from 'vitest'
import { type Scenario, scenarioFields } from '../../app/design/design.ts'
import {
  addFault,
  addTrafficPoint,
  copyFault,
  moveTrafficCorner,
  removeFault,
  removeTrafficPoint,
  replaceScenario,
  shiftFault,
  stretchFault,
} from './scenario-edits.ts'
import { outlineOf, ownSources } from './timeline-layout.ts'

const rush: Scenario = {
  duration: '10m',
  traffic: [
    { at: '0s', scale: 1 },
    { at: '2m', scale: 6, over: '1m' },
  ],
  faults: [{ at: '4m', for: '1m', kind: 'kill', target: 'orders' }],
}

test('a fault moves and stretches by whole seconds and stays in the scenario', () => {
  expect(shiftFault(rush, 0, 30.4).faults?.[0]).toMatchObject({ at: '270s', for: '1m' })
  expect(shiftFault(rush, 0, -999).faults?.[0]?.at).toBe('0s')
  expect(shiftFault(rush, 0, 9999).faults?.[0]?.at).toBe('599s')
  expect(stretchFault(rush, 0, 60).faults?.[0]?.for).toBe('2m')
  expect(stretchFault(rush, 0, -600).faults?.[0]?.for).toBe('1s')
  expect(stretchFault(rush, 0, 9999).faults?.[0]?.for).toBe('6m')
})

test('a copy of a fault begins where it ends, or a little later where there is no room', () => {
  expect(copyFault(rush, 0).faults).toEqual([rush.faults?.[0], { ...rush.faults?.[0], at: '5m' }])
  const long = { ...rush, faults: [{ at: '4m', kind: 'kill' as const, target: 'orders' }] }
  expect(copyFault(long, 0).faults?.[1]).toMatchObject({ at: '241s' })
  expect(copyFault(rush, 7)).toBe(rush)
})

test('a traffic point is added in order of time', () => {
  expect(addTrafficPoint(rush, 59.7, 2.04).traffic).toEqual([
    { at: '0s', scale: 1 },
    { at: '1m', scale: 2 },
    { at: '2m', scale: 6, over: '1m' },
  ])
})

test('the end of a ramp changes its length and height, its beginning moves it', () => {
  expect(moveTrafficCorner(rush, 1, true, 240, 4).traffic?.[1]).toEqual({ at: '2m', scale: 4, over: '2m' })
  expect(moveTrafficCorner(rush, 1, false, 60, 4).traffic?.[1]).toEqual({ at: '1m', scale: 6, over: '1m' })
  expect(moveTrafficCorner(rush, 1, true, 0, -3).traffic?.[1]).toEqual({ at: '2m', scale: 0, over: '1s' })
})

test('a step stays between its neighbours', () => {
  const steps: Scenario = {
    duration: '1m',
    traffic: [
      { at: '0s', scale: 1 },
      { at: '20s', scale: 3 },
      { at: '40s', scale: 1 },
    ],
  }
  expect(moveTrafficCorner(steps, 1, true, 55, 2).traffic?.[1]).toEqual({ at: '40s', scale: 2 })
})

test('a corner stays between those of the same traffic', () => {
  const traffic = [
    { at: '0s', scale: 1 },
    { at: '20s', scale: 3, source: 'searchers' },
    { at: '40s', scale: 2 },
    { at: '50s', scale: 1, source: 'searchers' },
  ]
  const scenario: Scenario = { duration: '1m', traffic }
  expect(moveTrafficCorner(scenario, 1, true, 45, 4).traffic?.[1]).toEqual({ at: '45s', scale: 4, source: 'searchers' })
  expect(moveTrafficCorner(scenario, 1, true, 55, 4).traffic?.[1]).toMatchObject({ at: '50s' })
  expect(ownSources(traffic)).toEqual(['searchers'])
  expect(outlineOf(traffic, 60, 'searchers').map(({ time, scale, point }) => [time, scale, point])).toEqual([
    [0, 1, null],
    [20, 1, null],
    [20, 3, 1],
    [50, 3, null],
    [50, 1, 3],
    [60, 1, null],
  ])
})

test('taking the last one away takes the list away', () => {
  expect('faults' in removeFault(rush, 0)).toBe(false)
  expect('traffic' in removeTrafficPoint({ duration: '1m', traffic: [{ at: '0s', scale: 1 }] }, 0)).toBe(false)
})

test('what the edits write is what a design accepts', () => {
  const edited = addFault(shiftFault(stretchFault(rush, 0, 12), 0, 7), { at: '1s', kind: 'slow', target: 'orders', factor: 3 })
  expect(scenarioFields.faults.safeParse(edited.faults).success).toBe(true)
  expect(scenarioFields.traffic.safeParse(moveTrafficCorner(rush, 1, true, 200.6, 4.26).traffic).success).toBe(true)
})

test('the other scenarios stay', () => {
  const design = { microcosm: 1 as const, components: {}, scenarios: { rush, calm: { duration: '1m' } } }
  expect(Object.keys(replaceScenario(design, 'rush', { duration: '2m' }).scenarios ?? {})).toEqual(['rush', 'calm'])
})
