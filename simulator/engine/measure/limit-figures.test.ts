import { describe, expect, test } from 'vitest'
import type { Connection, Design } from '../../../app/design/design.ts'
import { simulate } from '../fixtures/simulate.ts'

/** Requests at `rate` come to `s` (no worker held), which calls `d`. */
function calling(rate: number, d: object, call: Partial<Connection> = {}): Design {
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate },
      s: { kind: 'service', concurrency: 100_000, holdsWorker: false, work: { time: '1ms' } },
      d: { kind: 'postgres', connections: 100_000, work: { time: '10ms' }, ...d },
    },
    connections: [
      { from: 't', to: 's', protocol: 'http' },
      { from: 's', to: 'd', protocol: 'postgres', ...call },
    ],
  }
}

const resultOf = (design: Design, seconds = 400) => simulate(design, undefined, seconds, 5).result

describe('what limits measure', () => {
  test('a pool: connections in use and calls that wait, as M/M/c', () => {
    const { connections, criticalPaths } = resultOf(calling(400, {}, { pool: { size: 5 } }))
    const { pool, refusedBy } = connections['s->d'] ?? {}
    expect(pool?.inUse.mean).toBeCloseTo(4, 0)
    expect(pool?.inUse.max).toBe(5)
    // Erlang C for five servers at 80 %: 0.554 wait, 2.216 on average.
    expect((pool?.waiting.mean ?? 0) / 2.216).toBeCloseTo(1, 0.9)
    expect(refusedBy).toEqual({ pool: 0 })
    // The wait for a connection is the connection's and not the database's.
    const { connections: held = {}, components } = criticalPaths?.default ?? { components: {} }
    expect((held['s->d'] ?? 0) / (2.216 / 400 / (0.001 + 0.01 + 2.216 / 400))).toBeCloseTo(1, 0.3)
    expect(Object.values({ ...held, ...components }).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  test('a link: how much of the time each way sends, and what waits for it, as M/D/1', () => {
    const { connections } = resultOf(calling(100, {}, { bandwidth: '1Mbit', requestSize: '1000B', responseSize: '100B' }))
    const { link } = connections['s->d'] ?? {}
    expect(link?.request.utilisation).toBeCloseTo(0.8, 1)
    expect(link?.response.utilisation).toBeCloseTo(0.08, 2)
    // rho^2 / 2 (1 - rho) wait on average.
    expect((link?.request.waiting ?? 0) / 1.6).toBeCloseTo(1, 0.7)
  })

  test('who refused, and who gave up', () => {
    const limited = resultOf(calling(100, {}, { rateLimit: { rate: 50, burst: 1 }, bulkhead: 1000 }), 100)
    const { refused = 0, refusedBy } = limited.connections['s->d'] ?? {}
    expect(refused).toBeGreaterThan(40)
    expect(refusedBy).toEqual({ rateLimit: refused, bulkhead: 0 })
    const late = resultOf(calling(100, {}, { timeout: '10ms' }), 100).connections['s->d']
    expect((late?.timedOut ?? 0) / (late?.throughput ?? 1)).toBeCloseTo(Math.exp(-1), 1)
    expect(late?.timedOut).toBeCloseTo((late?.throughput ?? 0) * (late?.errorRate ?? 0), 9)
  })

  test('a primary beside its replicas', () => {
    const { components } = resultOf(calling(140, { connections: 1, readReplicas: 3 }, { reads: 0.35 }), 200)
    const { primary, replicas } = components.d?.roles ?? {}
    expect(primary?.utilisation).toBeCloseTo(140 * 0.65 * 0.01, 1)
    expect(replicas?.utilisation).toBeCloseTo((140 * 0.35 * 0.01) / 3, 1)
    expect((primary?.waiting ?? 0) + (replicas?.waiting ?? 0)).toBeCloseTo(components.d?.queue.mean ?? 0, 9)
  })

  test('why a component turned requests away', () => {
    const full = resultOf(calling(100, { connections: 1, rateLimit: { rate: 50, burst: 1 } }), 100).components.d
    expect(full?.rejectedBy?.rateLimit).toBe(full?.rejected)
    expect(full?.rejectedBy?.queueFull).toBe(0)
  })
})
