import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'

const fast = { interval: '5s', startup: '2s', cooldown: '0s' }
/** Replicas that are wanted, each number once in the order in which it came. */
const steps = (wanted: (number | null)[] = []) => wanted.filter((n, i) => n !== wanted[i - 1])
const run = (rate: number, autoscale: object, scenario: Partial<Scenario> = {}, service: object = {}, seed = 1) =>
  resultOf(
    behindTraffic(
      { rate, arrivals: 'constant' },
      { work: { time: '10ms' }, autoscale: { min: 1, max: 20, target: 0.7, ...fast, ...autoscale }, ...service },
      {},
      { duration: '300s', ...scenario },
    ),
    undefined,
    seed,
  )

test('320 requests a second on replicas of 100 settle at five, busy 64 % of the time', () => {
  const { components, series } = run(320, {}, { warmup: '150s' }, { replicas: 3 })
  expect(components.s?.replicas).toEqual({ mean: 5, max: 5 })
  expect((components.s?.utilisation ?? 0) / 0.64).toBeCloseTo(1, 1.5)
  expect(series.components.s?.replicasWanted?.at(-1)).toBe(5)
})

test('replicas begin within the bounds', () => {
  expect(run(1, { min: 4 }, { duration: '4s' }).components.s?.replicas.max).toBe(4)
  expect(run(1, { max: 4 }, { duration: '4s' }, { replicas: 9 }).components.s?.replicas.max).toBe(4)
})

test('what is wanted is not there until it has started up', () => {
  const { series } = run(160, { startup: '20s' }, { duration: '60s' })
  const { replicas = [], replicasWanted = [] } = series.components.s ?? {}
  const asked = replicasWanted.findIndex((n) => (n ?? 0) > 1)
  const there = replicas.findIndex((n) => (n ?? 0) > 1)
  expect([asked, there]).toEqual([4, 24])
})

test('after a change the next one waits for the cool-down, longer to take away where that is said', () => {
  const traffic = [
    { at: '0s', scale: 4 },
    { at: '100s', scale: 0.1 },
  ]
  const changes = (fields: object) => {
    const { series } = run(90, fields, { duration: '600s', traffic })
    const wanted = series.components.s?.replicasWanted ?? []
    return series.time.filter((_, i) => i > 0 && wanted[i] !== wanted[i - 1])
  }
  const [quick, slow] = [changes({}), changes({ cooldown: '60s' })]
  expect((quick[1] as number) - (quick[0] as number)).toBeLessThan(15)
  expect((slow[1] as number) - (slow[0] as number)).toBeGreaterThanOrEqual(60)
  const down = changes({ downCooldown: '200s' }).find((second) => second > 100)
  expect(down).toBeGreaterThan(200)
})

describe('metrics', () => {
  test('requests per second of one replica', () => {
    expect(run(90, { metric: 'rate', target: 20 }, { warmup: '150s' }).components.s?.replicas.mean).toBe(5)
  })

  test('waiting requests of one replica', () => {
    // In five seconds 250 more come than one replica serves, so that on average half of them waited.
    const { series } = run(150, { metric: 'queue', target: 30 }, { duration: '9s' })
    expect(series.components.s?.replicasWanted?.at(-1)).toBe(5)
  })
})

describe('phenomena', () => {
  test('lag: while replicas start, the queue grows', () => {
    const traffic = [
      { at: '0s', scale: 1 },
      { at: '60s', scale: 3 },
    ]
    const highest = (startup: string) =>
      Math.max(...((run(50, { startup, interval: '15s' }, { traffic }).series.components.s?.queue ?? []) as number[]))
    expect(highest('60s')).toBeGreaterThan(2 * highest('1s'))
  })

  test('oscillation: a start-up as long as several looks and no cool-down overshoot and fall back', () => {
    const swings = (fields: object) => {
      const wanted = (run(250, { metric: 'queue', target: 5, ...fields }, { duration: '600s' }).series.components.s?.replicasWanted ??
        []) as number[]
      const half = wanted.slice(wanted.length / 2)
      return Math.max(...half) - Math.min(...half)
    }
    expect(swings({ startup: '20s', downCooldown: '0s' })).toBeGreaterThan(5)
    expect(swings({ startup: '20s', downCooldown: '0s', metric: 'utilisation', target: 0.7 })).toBeLessThanOrEqual(1)
  })
})

describe('faults', () => {
  const during = (faults: Fault[], fields: object = {}, second = 110) => {
    const { series } = run(160, fields, { duration: '120s', faults })
    const { replicas = [], replicasWanted = [] } = series.components.s ?? {}
    return [replicasWanted[second], replicas[second]]
  }

  test('a stopped replica is still wanted, and no other takes its place', () => {
    expect(during([{ at: '60s', kind: 'kill', target: 's', replicas: 1 }])).toEqual([3, 2])
  })

  test('while an operator sets the replicas, the autoscaler leaves them', () => {
    expect(during([{ at: '60s', kind: 'scale', target: 's', replicas: 12 }])).toEqual([12, 12])
    expect(during([{ at: '60s', for: '20s', kind: 'scale', target: 's', replicas: 12 }])).toEqual([3, 3])
  })
})

test('the utilisation of requests that share a CPU is that of its cores', () => {
  const shared = { discipline: 'processor-sharing', cpu: 1, concurrency: undefined }
  const { components } = run(150, { target: 0.5 }, { warmup: '150s' }, shared)
  // 1.5 cores' worth of work at half of each, but for the moments in which chance asks for one more.
  expect(components.s?.replicas.mean).toBeCloseTo(3, 0)
  expect(components.s?.replicas.max).toBeLessThanOrEqual(4)
})

describe('as Kubernetes does it', () => {
  const kubernetes = { interval: '15s', cooldown: undefined }

  test('a square wave is followed up by policies and not down within the stabilisation', () => {
    const traffic = Array.from({ length: 10 }, (_, i) => ({ at: `${40 * i}s`, scale: i % 2 === 0 ? 5 : 1 }))
    const fields = { ...kubernetes, metric: 'rate', target: 20, downCooldown: '300s', max: 50 }
    const { components, series } = run(40, fields, { duration: '400s', warmup: '60s', traffic }, { concurrency: 10 })
    expect(steps(series.components.s?.replicasWanted)).toEqual([1, 5, 10])
    expect(components.s?.replicas).toEqual({ mean: 10, max: 10 })
  })

  test('305 % of what a replica reserves at a target of 50 % become seven replicas', () => {
    const shared = { discipline: 'processor-sharing', cpu: 1, concurrency: undefined, work: { time: '10ms', distribution: 'constant' } }
    const { series } = run(61, { ...kubernetes, target: 0.5, reserved: 0.2 }, { duration: '120s' }, shared)
    expect(steps(series.components.s?.replicasWanted)).toEqual([1, 5, 7])
  })

  test('a schedule brings replicas before the rush', () => {
    const schedule = { at: '20s', for: '40s', replicas: 6 }
    const { series } = run(1, { ...kubernetes, schedule, scaleDown: { stabilisation: '0s' } }, { duration: '100s' })
    expect(steps(series.components.s?.replicasWanted)).toEqual([1, 5, 6, 1])
  })

  test('a consumer follows the backlog of its broker, from none and back', () => {
    const autoscale = { min: 0, max: 8, metric: 'backlog', target: 5, interval: '5s', startup: '1s', idle: '10s', cooldown: '0s' }
    const design = behindTraffic({ rate: 10 }, {}, { to: 'q', mode: 'async' })
    design.components.q = { kind: 'rabbitmq', prefetch: 1 }
    design.components.s = { kind: 'service', concurrency: 1, work: { time: '1s', distribution: 'constant' }, autoscale }
    design.connections?.push({ from: 'q', to: 's', protocol: 'amqp' })
    const traffic = [
      { at: '0s', scale: 0 },
      { at: '50s', scale: 1 },
      { at: '60s', scale: 0 },
    ]
    design.scenarios = { run: { duration: '200s', warmup: '0s', traffic } }
    const { series } = resultOf(design)
    const wanted = steps(series.components.s?.replicasWanted)
    expect(wanted.slice(0, 4)).toEqual([1, 0, 1, 5])
    expect(wanted.at(-1)).toBe(0)
    expect(Math.max(...wanted.map((n) => n ?? 0))).toBe(8)
    expect(series.components.q?.queue?.at(-1)).toBe(0)
  })
})

test('ECS adds tasks after three minutes above the target', () => {
  const { series } = run(320, { controller: 'ecs', interval: undefined, cooldown: undefined }, { duration: '600s' })
  const wanted = series.components.s?.replicasWanted ?? []
  expect(wanted.findIndex((n) => (n ?? 0) > 1)).toBe(179)
})
