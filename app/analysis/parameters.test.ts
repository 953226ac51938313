import { describe, expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { type LoadPoint, scaleAt } from '../run/load-shape.ts'
import { loadPointsOf, scenarioOf } from '../run/scenario.ts'
import { parametersOf, withParameter } from './parameters.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 100, journeys: { browse: 3, buy: 1 } },
    shop: { kind: 'service', replicas: 2, work: { time: '5ms', distribution: 'lognormal', cv: 2 } },
  },
  connections: [{ from: 'people', to: 'shop', protocol: 'http', order: 2, timeout: '1.5s', calls: { buy: 1 } }],
  scenarios: {
    day: {
      duration: '1m',
      traffic: [
        { at: '0s', scale: 2 },
        { at: '30s', scale: 4 },
      ],
    },
  },
}

test('every number a design writes out is a parameter', () => {
  expect(parametersOf(design)).toEqual([
    { path: 'traffic.scale', kind: 'number', value: 1 },
    { path: 'components.people.rate', kind: 'number', value: 100 },
    { path: 'components.people.journeys.browse', kind: 'number', value: 3 },
    { path: 'components.people.journeys.buy', kind: 'number', value: 1 },
    { path: 'components.shop.replicas', kind: 'count', value: 2 },
    { path: 'components.shop.work.time', kind: 'duration', value: 5 },
    { path: 'components.shop.work.cv', kind: 'number', value: 2 },
    { path: 'connections.people->shop.timeout', kind: 'duration', value: 1500 },
    { path: 'connections.people->shop.calls.buy', kind: 'number', value: 1 },
  ])
})

describe('setting one', () => {
  test('leaves the rest, and the design given, as they are', () => {
    const changed = withParameter(design, 'components.shop.work.time', 5.5, 'day')
    expect(changed.components.shop?.work).toEqual({ time: '5500us', distribution: 'lognormal', cv: 2 })
    expect(design.components.shop?.work).toEqual({ time: '5ms', distribution: 'lognormal', cv: 2 })
    expect(withParameter(design, 'connections.people->shop.timeout', 200, 'day').connections?.[0]?.timeout).toBe('200ms')
  })

  test('scales the shape of the traffic, or steady traffic where the scenario has none', () => {
    expect(withParameter(design, 'traffic.scale', 1.5, 'day').scenarios?.day?.traffic).toEqual([
      { at: '0s', scale: 3 },
      { at: '30s', scale: 6 },
    ])
    expect(withParameter(design, 'traffic.scale', 1.5, undefined).scenarios?.steady?.traffic).toEqual([{ at: '0s', scale: 1.5 }])
  })

  test('scales what comes before the first point as well, and at the foot of a ramp, of each traffic', () => {
    const traffic = [
      { at: '0s', scale: 3, over: '20s' },
      { at: '30s', scale: 5, source: 'people' },
    ]
    const rush: Design = { ...design, scenarios: { day: { duration: '1m', traffic } } }
    const shape = (factor: number) => {
      const scenario = scenarioOf(withParameter(rush, 'traffic.scale', factor, 'day'), 'day')
      const at = (points: LoadPoint[]) => [0, 10, 29, 30].map((time) => scaleAt(points, time) / factor)
      return [at(scenario.loadPoints), at(loadPointsOf(scenario, 'people'))]
    }
    expect(shape(1)).toEqual([
      [1, 2, 3, 3],
      [1, 1, 1, 5],
    ])
    expect(shape(4)).toEqual(shape(1))
  })

  test.each([
    ['components.shop.replicsa', 3, 'did you mean components.shop.replicas?'],
    ['components.__proto__.x', 3, 'There is no parameter components.__proto__.x'],
    ['components.shop.replicas', 0, 'components.shop.replicas cannot be 0'],
    ['components.shop.kind', 1, 'There is no parameter components.shop.kind'],
    ['traffic.scale', -1, 'traffic.scale cannot be -1'],
  ])('%s to %d is refused', (path, value, message) => {
    expect(() => withParameter(design, path, value, 'day')).toThrow(message)
  })
})
