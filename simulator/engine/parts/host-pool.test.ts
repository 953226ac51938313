import { expect, test } from 'vitest'
import type { Connection, Scenario } from '../../../app/design/design.ts'
import type { Result } from '../../../app/run/result.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'

const quick = { replicas: 2, concurrency: 1000, work: { time: '0.1ms', distribution: 'constant' as const } }
const errorsOf = (result: Result) => result.journeys.default?.errorRate ?? Number.NaN

/** A hundred requests a second to replicas of which something is the matter with the first. */
function run(connection: Partial<Connection>, scenario: Partial<Scenario>, more: object = {}): Result {
  return resultOf(behindTraffic({ rate: 100, arrivals: 'constant' }, { ...quick, ...more }, connection, scenario))
}

const dead: Partial<Scenario> = {
  duration: '100s',
  warmup: '0s',
  faults: [{ at: '10s', for: '50s', kind: 'kill', target: 's', replicas: 1 }],
}

test('without health checks a dead replica is passed over at once', () => {
  expect(errorsOf(run({ balance: 'random' }, dead))).toBe(0)
})

test('a dead replica keeps its share until enough checks have failed', () => {
  // Half of 100/s for 2 to 3 times 4 s, of 10,000 requests.
  const errors = errorsOf(run({ healthChecks: { interval: '4s', unhealthy: 3 } }, dead))
  expect(errors).toBeGreaterThan(0.0395)
  expect(errors).toBeLessThan(0.0605)
})

test('a replica that is back gets calls only after enough good checks', () => {
  // All that comes to the first replica fails, so the errors after 60 s tell its share.
  const faults = [...(dead.faults ?? []), { at: '0s', kind: 'errors' as const, target: 's', rate: 1, replicas: 1 }]
  const after = (healthy: number) => errorsOf(run({ healthChecks: { interval: '4s', healthy } }, { ...dead, warmup: '50s', faults }))
  // 50 s, of which it is away for 10 s and then for healthy - 1 to healthy checks.
  expect(after(1)).toBeGreaterThan(0.5 * (35.9 / 50))
  expect(after(5)).toBeLessThan(0.5 * (24.1 / 50))
  expect(after(5)).toBeGreaterThan(0.5 * (19.9 / 50))
})

test('a check is answered late by a slow replica, and that is found out where there is a timeout', () => {
  const slow = { ...dead, faults: [{ at: '10s', for: '50s', kind: 'slow' as const, target: 's', factor: 1000, replicas: 1 }] }
  const p99 = (timeout?: string) =>
    run({ healthChecks: { interval: '100ms', ...(timeout === undefined ? {} : { timeout }) } }, slow).journeys.default?.latency.p90 ?? 0
  expect(p99()).toBeGreaterThan(50)
  expect(p99('50ms')).toBeLessThan(1)
})

test('where too few are healthy, all are tried', () => {
  const allDead = {
    ...dead,
    duration: '60s',
    warmup: '30s',
    faults: [{ at: '10s', for: '50s', kind: 'kill' as const, target: 's', replicas: 1 }],
  }
  const checks = { interval: '1s', unhealthy: 1 }
  expect(errorsOf(run({ healthChecks: checks }, allDead))).toBe(0)
  expect(errorsOf(run({ healthChecks: { ...checks, panic: 0.6 } }, allDead))).toBeCloseTo(0.5, 1)
})

test('failures in a row eject a replica for longer each time, up to the longest', () => {
  const faults = [{ at: '0s', kind: 'errors' as const, target: 's', rate: 1, replicas: 1 }]
  const failures = (ejection: string, longest: string) =>
    Math.round(
      errorsOf(run({ outliers: { consecutive: 5, interval: '1s', ejection, longest } }, { duration: '100s', warmup: '0s', faults })) *
        10_000,
    )
  // Away for 1, 2, 3, … s: thirteen times in 100 s; for 1 s each time, and up to 1 s until the next look.
  expect(failures('1s', '100s')).toBeLessThanOrEqual(5 * 14)
  expect(failures('1s', '1s')).toBeGreaterThan(5 * 45)
})

test('no more than the share that may be is ejected, but always one', () => {
  const faults = [{ at: '0s', kind: 'errors' as const, target: 's', rate: 1 }]
  const outcome = (most: number) =>
    run(
      { outliers: { consecutive: 2, most, ejection: '1000s', longest: '1000s' } },
      { duration: '100s', warmup: '10s', faults },
      { replicas: 4 },
    )
  expect(outcome(0).components.s?.rejected ?? 0).toBe(0)
  expect(outcome(1).components.s?.rejected ?? 0).toBeGreaterThan(99)
})

test('calls in turn follow the weights exactly', () => {
  const faults = [{ at: '0s', kind: 'errors' as const, target: 's', rate: 1, replicas: 1 }]
  expect(errorsOf(run({ weights: [3, 1] }, { duration: '100s', warmup: '0s', faults }))).toBeCloseTo(0.75, 3)
  for (const balance of ['random', 'least-connections', 'two-choices'] as const) {
    const share = errorsOf(run({ weights: [3, 1], balance }, { duration: '100s', warmup: '0s', faults }))
    expect(share, balance).toBeGreaterThan(0.7)
  }
})
