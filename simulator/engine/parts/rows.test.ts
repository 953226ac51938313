import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Connection, Design } from '../../../app/design/design.ts'
import { childKey, parentKey } from '../chance/streams.ts'
import { simulate } from '../fixtures/simulate.ts'

const always = (time: string) => ({ time, distribution: 'constant' })

function run(rate: number, database: object, call: object = {}) {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate },
      s: { kind: 'service', concurrency: 100_000, work: always('0ms') },
      db: { kind: 'postgres', connections: 10_000, work: always('10ms'), rows: { keys: 1 }, locking: 'optimistic', ...database },
    },
    connections: [{ from: 't', to: 's', protocol: 'http' }, { from: 's', to: 'db', protocol: 'postgres', ...call } as Connection],
    scenarios: { run: { duration: '200s', warmup: '5s' } },
  }
  const { result, simulation } = simulate(design, 'run', undefined, 3)
  return { db: result.components.db, call: result.connections['s->db'], failed: result.journeys.default?.errorRate, simulation }
}

test('the key of a call is found again from that of a retry', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (key, salt) => {
      expect(parentKey(childKey(key, salt), salt)).toBe(key)
    }),
  )
})

describe('optimistic locking', () => {
  test('writes of one row fail where another came between', () => {
    const { db, failed } = run(100, {})
    expect(failed).toBeCloseTo(0.5, 1)
    expect(db?.conflicts).toBeCloseTo((failed ?? 0) * (db?.throughput ?? 0), 6)
  })

  test('without it the last one wins, and of other rows nobody knows', () => {
    expect(run(100, { locking: undefined }).failed).toBe(0)
    expect(run(100, { locking: undefined }).db?.conflicts).toBeUndefined()
    expect(run(100, { rows: { keys: 1_000_000 } }).failed).toBeLessThan(0.001)
    expect(run(100, { rows: undefined }).failed).toBe(0)
  })

  test('what is read changes no row', () => {
    expect(run(100, { readReplicas: 1 }, { reads: 1 }).failed).toBe(0)
    const written = 50 * 0.01
    expect(run(100, { readReplicas: 1 }, { reads: 0.5 }).failed).toBeCloseTo((0.5 * written) / (1 + written), 1)
  })

  test('a conflict is tried again where that is asked for, with the same row and as the write that it is', () => {
    const again = { attempts: 12, backoff: '20ms', jitter: true }
    expect(run(40, {}, { retries: { ...again, on: ['timeout'] } }).call?.retryRate).toBe(0)
    const { failed, call, simulation } = run(40, { readReplicas: 1 }, { reads: 0.5, retries: { ...again, on: ['conflict'] } })
    expect(failed).toBeLessThan(0.001)
    expect(call?.retryRate).toBeGreaterThan(0.05)
    // Were retries drawn anew, half of them would have become reads.
    expect(simulation.world.meter.replicaReads.total[2]).toBeCloseTo(0.5 * 40 * 195, -3)
  })
})

test('reads at replicas are stale for as long as the lag after a change, and reads at the primary never', () => {
  const lagging = { readReplicas: 1, locking: undefined, rows: { keys: 1 }, replicationLag: '50ms' }
  expect(run(40, lagging, { reads: 0.75 }).db?.staleReads).toBeCloseTo(1 - Math.exp(-0.5), 1)
  expect(run(40, { ...lagging, replicationLag: undefined }, { reads: 0.75 }).db?.staleReads).toBe(0)
  expect(run(40, { ...lagging, readReplicas: 0 }, { reads: 0.75 }).db?.staleReads).toBeUndefined()
  expect(run(40, lagging, {}).db?.staleReads).toBeNull()
})
