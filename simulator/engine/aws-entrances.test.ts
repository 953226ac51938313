import { describe, expect, test } from 'vitest'
import type { Connection } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { constant, evenly, runParts } from './fixtures/run-parts.ts'

/** Numbers of the entrances of AWS as a prediction shows them. */

const behind = (entrance: string): Connection[] => [
  { from: 't', to: entrance, protocol: 'http' },
  { from: entrance, to: 's', protocol: 'http' },
]

describe('Application Load Balancer', () => {
  const targets = { kind: 'service', replicas: 2, concurrency: 1000, work: constant('1ms') }
  const killed: Fault = { at: '20s', for: '100s', kind: 'kill', target: 's', replicas: 1 }
  const parts = (alb: object, service: object = {}, rate = 100) => ({
    t: evenly(rate),
    lb: { kind: 'alb', work: constant('1ms'), ...alb },
    s: { ...targets, ...service },
  })

  test('a dead target keeps its share for one to two checks of half a minute, and has none after five good ones', () => {
    const { errors } = runParts(parts({}), behind('lb'), { seconds: 300, faults: [killed] })
    expect([10, 25, 45].map(errors)).toEqual([0, 0.5, 0.5])
    expect([82, 115, 200, 290].map(errors)).toEqual([0, 0, 0, 0])
  })

  test('checks as they are set, and a service that nobody checks is passed over at once', () => {
    const quick = { healthCheck: { interval: '5s', timeout: '2s' } }
    const { errors } = runParts(parts(quick), behind('lb'), { seconds: 60, faults: [killed] })
    expect([22, 32, 50].map(errors)).toEqual([0.5, 0, 0])
    const nginx = { ...parts({}), lb: { kind: 'nginx' } }
    expect(runParts(nginx, behind('lb'), { seconds: 60, faults: [killed] }).errors(25)).toBe(0)
  })

  test('where no target is healthy all are tried: one that is back is found again at once', () => {
    const alone = runParts(parts({ healthCheck: { interval: '5s' } }, { replicas: 1 }), behind('lb'), {
      seconds: 60,
      faults: [{ ...killed, for: '20s' }],
    })
    expect([30, 42].map(alone.errors)).toEqual([1, 0])
  })

  test('a target that says nothing for the idle timeout is answered for with an error, a minute unless it is set', () => {
    const slow = { work: constant('70s') }
    expect(runParts(parts({}, slow, 1), behind('lb'), { seconds: 120 }).errors(100)).toBe(1)
    expect(runParts(parts({ idleTimeout: '90s' }, slow, 1), behind('lb'), { seconds: 120 }).errors(100)).toBe(0)
  })

  test('what a connection says goes before what the load balancer says', () => {
    const [first, second] = behind('lb')
    const own = runParts(parts({}, { work: constant('2s') }, 1), [first, { ...second, timeout: '1s' }] as Connection[], { seconds: 20 })
    expect(own.errors(15)).toBe(1)
  })

  test('with a slow start a target that is back has a growing share', () => {
    // All that comes to the first replica fails, so that the errors tell its share.
    const failing: Fault = { at: '0s', kind: 'errors', target: 's', rate: 1, replicas: 1 }
    const checks = { healthCheck: { interval: '5s', healthy: 2 } }
    const faults = [{ ...killed, for: '20s' }, failing]
    const { errors } = runParts(parts({ ...checks, slowStart: '100s' }), behind('lb'), { seconds: 200, faults })
    const early = errors(55)
    expect(early).toBeGreaterThan(0)
    expect(early).toBeLessThan(0.25)
    expect(errors(190)).toBeCloseTo(0.5, 1)
  })

  test('least outstanding requests spare a target that is slow', () => {
    const slow: Fault = { at: '0s', kind: 'slow', target: 's', factor: 100, replicas: 1 }
    const mean = (algorithm: string) =>
      runParts(parts({ algorithm }, { work: constant('10ms') }, 200), behind('lb'), { seconds: 60, faults: [slow] }).result.journeys.default
        ?.latency.mean ?? 0
    expect(mean('least-outstanding-requests')).toBeLessThan(mean('round-robin') / 5)
  })
})

describe('Amazon API Gateway', () => {
  const quick = { kind: 'service', concurrency: 100_000, work: constant('1ms') }
  const through = (api: object, rate: number, service: object, seconds: number) =>
    runParts({ t: evenly(rate), api: { kind: 'api-gateway', work: constant('1ms'), ...api }, s: service }, behind('api'), { seconds })

  test('throttles at 10,000 requests a second once its bucket of 5,000 is empty', () => {
    const { errors, result } = through({}, 12_000, quick, 8)
    // 2,000 a second more than it takes empty the bucket in two and a half seconds.
    expect(errors(1)).toBe(0)
    expect(errors(6)).toBeCloseTo(2 / 12, 1)
    expect(result.components.api?.rejected).toBeGreaterThan(0)
  })

  test('a throttle of its own goes before that of the account', () => {
    expect(through({ rateLimit: { rate: 100, burst: 10 } }, 200, quick, 10).errors(8)).toBeCloseTo(0.5, 1)
  })

  test.each([
    ['http', '29.5s', 0],
    ['http', '31s', 1],
    ['rest', '29.5s', 1],
    ['rest', '28s', 0],
  ])('%s APIs wait for an answer of %s or give up', (apiType, time, expected) => {
    expect(through({ apiType }, 1, { ...quick, work: constant(time) }, 60).errors(50)).toBe(expected)
  })

  test('a REST API whose quota was raised waits longer', () => {
    expect(through({ apiType: 'rest', timeout: '60s' }, 1, { ...quick, work: constant('50s') }, 100).errors(90)).toBe(0)
  })
})
