import { describe, expect, test } from 'vitest'
import type { Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import type { Result } from '../../../app/run/result.ts'
import { simulate } from '../fixtures/simulate.ts'

/** Two paths from one gateway, so that a fault on one can be seen to leave the other alone. */
function toDesign(faults: Fault[], connection: object = {}): Design {
  const service = { kind: 'service', concurrency: 20, work: { time: '10ms' } }
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 200, journeys: { left: 1, right: 1 } },
      gateway: { kind: 'nginx' },
      left: { ...service, replicas: 2 },
      right: service,
    },
    connections: [
      { from: 't', to: 'gateway', protocol: 'http' },
      { from: 'gateway', to: 'left', protocol: 'http', calls: { left: 1 }, ...connection },
      { from: 'gateway', to: 'right', protocol: 'http', calls: { right: 1 } },
    ],
    groups: { shop: { members: ['left', 'right'] } },
    scenarios: { run: { duration: '40s', warmup: '1s', faults } },
  }
}

/** Means of a column over seconds before, well within (it lasts from 10 s to 20 s) and well after the fault. */
function phases(result: Result, table: 'journeys' | 'components', id: string, figure: string) {
  const column = result.series[table][id]?.[figure] ?? []
  const mean = (from: number, to: number) => {
    const part = column.filter((_, i) => (result.series.time[i] as number) > from && (result.series.time[i] as number) <= to)
    return part.reduce<number>((sum, value) => sum + (value ?? 0), 0) / part.length
  }
  return { before: mean(1, 9), during: mean(11, 19), after: mean(30, 40) }
}

const run = (fault: Fault, connection?: object) => simulate(toDesign([fault], connection), 'run', undefined, 1).result
const when = { at: '10s', for: '10s' }

describe('a fault is felt while it lasts, where it strikes, and nowhere else', () => {
  test('kill of all replicas refuses every request, and the other path goes on', () => {
    const result = run({ ...when, kind: 'kill', target: 'left' })
    expect(phases(result, 'journeys', 'left', 'errorRate')).toEqual({ before: 0, during: 1, after: 0 })
    expect(phases(result, 'journeys', 'right', 'errorRate').during).toBe(0)
    expect(phases(result, 'components', 'left', 'replicas')).toEqual({ before: 2, during: 0, after: 2 })
  })

  test('kill of one of two replicas leaves all the work to the other', () => {
    const result = run({ ...when, kind: 'kill', target: 'left', replicas: 1 })
    expect(phases(result, 'journeys', 'left', 'errorRate').during).toBe(0)
    expect(phases(result, 'components', 'left', 'utilisation').during).toBeCloseTo(0.05, 1)
    expect(phases(result, 'components', 'left', 'replicas').during).toBe(1)
  })

  test('pause answers nothing until it is over, then everything', () => {
    const result = run({ ...when, kind: 'pause', target: 'left' })
    expect(phases(result, 'journeys', 'left', 'throughput').during).toBe(0)
    expect(result.journeys.left?.errorRate).toBe(0)
    expect(result.journeys.left?.latency.max).toBeGreaterThan(9000)
  })

  test('restart without a duration is over after a second', () => {
    const result = run({ at: '10s', kind: 'restart', target: 'left' })
    expect(result.journeys.left?.errorRate).toBeGreaterThan(0.01)
    expect(phases(result, 'journeys', 'left', 'errorRate').during).toBe(0)
  })

  test('slow multiplies the work', () => {
    const { before, during, after } = phases(run({ ...when, kind: 'slow', target: 'left', factor: 3 }), 'journeys', 'left', 'mean')
    expect(during / before).toBeCloseTo(3, 0)
    expect(after / before).toBeCloseTo(1, 0)
  })

  test('errors fail a share of the requests', () => {
    expect(phases(run({ ...when, kind: 'errors', target: 'left', rate: 0.3 }), 'journeys', 'left', 'errorRate').during).toBeCloseTo(0.3, 1)
  })

  test('errors on a connection fail its calls, which retries can hide', () => {
    const result = run({ ...when, kind: 'errors', target: 'gateway->left', rate: 0.3 }, { retries: { attempts: 5 } })
    expect(result.connections['gateway->left']?.errorRate).toBeGreaterThan(0.05)
    expect(phases(result, 'journeys', 'left', 'errorRate').during).toBeLessThan(0.01)
  })

  test('latency is added once to each call', () => {
    const fault: Fault = { ...when, kind: 'latency', target: 'gateway->left', add: '100ms', jitter: '20ms' }
    const { before, during } = phases(run(fault), 'journeys', 'left', 'mean')
    expect(during - before).toBeGreaterThan(98)
    expect(during - before).toBeLessThan(102)
  })

  test('loss delays by whole retransmissions', () => {
    const { before, during } = phases(run({ ...when, kind: 'loss', target: 'gateway->left', rate: 0.1 }), 'journeys', 'left', 'mean')
    // Each of the two ways: 0.1 x 200 ms + 0.01 x 400 ms + ...
    expect(during - before).toBeGreaterThan(35)
    expect(during - before).toBeLessThan(70)
  })

  test('a partition lets nothing through; timeouts turn that into errors', () => {
    const result = run({ ...when, kind: 'partition', target: 'shop' }, { timeout: '500ms' })
    expect(phases(result, 'journeys', 'left', 'errorRate')).toMatchObject({ before: 0, during: 1 })
    expect(phases(result, 'journeys', 'right', 'throughput').during).toBe(0)
    expect(phases(result, 'journeys', 'right', 'errorRate').after).toBe(0)
  })

  test('where answers alone are cut off the work is done for nothing, and where requests are there is none', () => {
    const cut = (direction: 'there' | 'back') =>
      run({ ...when, kind: 'partition', target: 'gateway->left', direction } as Fault, { timeout: '500ms' })
    for (const direction of ['there', 'back'] as const) {
      const result = cut(direction)
      expect(phases(result, 'journeys', 'left', 'errorRate')).toEqual({ before: 0, during: 1, after: 0 })
      const worked = phases(result, 'components', 'left', 'throughput').during
      if (direction === 'there') expect(worked).toBe(0)
      else expect(worked / phases(result, 'components', 'left', 'throughput').before).toBeCloseTo(1, 0.5)
    }
  })

  test('a reset fails its share of calls at once, as what never got through', () => {
    const reset = { ...when, kind: 'reset', target: 'gateway->left', rate: 0.3 } as Fault
    const failed = (connection: object) => phases(run(reset, connection), 'journeys', 'left', 'errorRate')
    expect(failed({}).during).toBeCloseTo(0.3, 1.2)
    expect(failed({}).after).toBe(0)
    expect(failed({ retries: { attempts: 3, on: ['unreachable'] } }).during).toBeLessThan(0.03)
    expect(failed({ retries: { attempts: 3, on: ['error'] } }).during).toBeCloseTo(0.3, 1.2)
  })

  test('what is not predicted changes nothing and is said', () => {
    const without = run({ ...when, kind: 'errors', target: 'gateway->left', rate: 0 })
    const result = run({ ...when, kind: 'dns', target: 'gateway->left' })
    expect(result.journeys).toEqual(without.journeys)
    expect(result.notes).toContainEqual(
      expect.stringMatching(/^The dns fault on gateway->left at 1\d*s has no effect in a prediction, since names/),
    )
  })

  test('scale changes the replicas and goes back', () => {
    const result = run({ ...when, kind: 'scale', target: 'left', replicas: 5 })
    expect(phases(result, 'components', 'left', 'replicas')).toEqual({ before: 2, during: 5, after: 2 })
  })
})

describe('a fault that repeats', () => {
  const away = (repeat: Fault['repeat'], seconds: number) => {
    const design = toDesign([{ at: '10s', for: '2s', kind: 'kill', target: 'left', repeat } as Fault])
    const { series } = simulate(design, 'run', seconds, 4).result
    return series.time.filter((_, i) => series.components.left?.replicas?.[i] === 0)
  }

  test('begins again so long after it began', () => {
    expect(away({ every: '10s' }, 40)).toEqual([10, 11, 20, 21, 30, 31, 40])
  })

  test('at random lasts as long, and begins again after times that vary around the mean', () => {
    const design = toDesign([{ at: '0s', for: '2s', kind: 'kill', target: 'left', repeat: { every: '10s', distribution: 'exponential' } }])
    const ready = simulate(design, 'run', 5000, 1).result.components.left?.replicas.mean ?? 0
    expect(ready / 2).toBeCloseTo(0.8, 1.5)
    expect(new Set(away({ every: '10s', distribution: 'exponential' }, 100).map((second) => second % 10)).size).toBeGreaterThan(3)
  })
})

test('a fault of a group strikes its members', () => {
  const result = run({ ...when, kind: 'kill', target: 'shop' })
  expect(phases(result, 'journeys', 'left', 'errorRate').during).toBe(1)
  expect(phases(result, 'journeys', 'right', 'errorRate').during).toBe(1)
})

test('what the prediction leaves out is said', () => {
  const { notes } = run({ ...when, kind: 'memory', target: 'left', limit: '10MiB' })
  expect(notes).toEqual([
    'The memory fault at 10s has no effect on left: give it memory and a bounded concurrency, from which follows what a request needs.',
  ])
})

describe('a fault of a zone strikes the replicas that are in it', () => {
  const zones = (replicas: number, faults: Fault[]): Design => ({
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100 },
      shop: { kind: 'service', replicas, concurrency: 20, work: { time: '10ms', distribution: 'constant' } },
      solo: { kind: 'service' },
    },
    connections: [{ from: 't', to: 'shop', protocol: 'http', balance: 'random' }],
    groups: {
      'zone-a': { kind: 'zone', members: ['shop'] },
      inner: { members: ['shop', 'solo'] },
      'zone-b': { kind: 'zone', members: ['inner'] },
      'zone-c': { kind: 'zone', members: ['shop'] },
    },
    scenarios: { run: { duration: '40s', faults } },
  })
  const ready = (replicas: number, faults: Fault[], id = 'shop') =>
    simulate(zones(replicas, faults), 'run', undefined, 1).result.series.components[id]?.replicas?.[15]

  test('a third of those of a component in three zones, all of one in one zone', () => {
    expect(ready(6, [{ ...when, kind: 'kill', target: 'zone-b' }])).toBe(4)
    expect(ready(7, [{ ...when, kind: 'kill', target: 'zone-a' }])).toBe(4)
    expect(ready(7, [{ ...when, kind: 'pause', target: 'zone-b', replicas: 1 }])).toBe(6)
    expect(ready(6, [{ ...when, kind: 'kill', target: 'zone-b' }], 'solo')).toBe(0)
    expect(ready(6, [{ ...when, kind: 'kill', target: 'inner' }])).toBe(0)
  })

  test('its work is slower there, and fails there', () => {
    const { result } = simulate(zones(3, [{ ...when, kind: 'slow', target: 'zone-c', factor: 10 }]), 'run', undefined, 1)
    const mean = phases(result, 'journeys', 'default', 'mean')
    expect(mean.before).toBeCloseTo(10, 0)
    expect(mean.during / (10 * (2 / 3) + 100 / 3)).toBeCloseTo(1, 1)
    const errors = simulate(zones(3, [{ ...when, kind: 'errors', target: 'zone-a', rate: 1 }]), 'run', undefined, 1).result
    expect(phases(errors, 'journeys', 'default', 'errorRate').during).toBeCloseTo(1 / 3, 1)
  })
})
