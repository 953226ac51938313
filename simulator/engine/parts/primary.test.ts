import { describe, expect, test } from 'vitest'
import type { Connection, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { simulate } from '../fixtures/simulate.ts'

function run(database: object, connection: object, faults: Fault[] = []) {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100, arrivals: 'constant' },
      db: { kind: 'postgres', connections: 1, work: { time: '1ms', distribution: 'constant' }, ...database },
    },
    connections: [{ from: 't', to: 'db', protocol: 'postgres', ...connection } as Connection],
    scenarios: { run: { duration: '100s', faults } },
  }
  const { result, simulation } = simulate(design, 'run', undefined, 1)
  const errors = (second: number) => result.series.journeys.default?.errorRate?.[second]
  return { result, errors, primary: () => simulation.world.primaries[1]?.at }
}

test('reads are spread over the replicas, writes go to the primary', () => {
  // 100 x 8 ms of writes alone would be too much for one of three; reads have two to themselves.
  const slow = { readReplicas: 2, work: { time: '15ms', distribution: 'constant' } }
  expect(run(slow, { reads: 0.6 }).result.components.db?.utilisation).toBeCloseTo(0.5, 1)
  expect(run(slow, { reads: 0.6 }).result.components.db?.queue.max).toBeLessThan(10)
  expect(run(slow, { reads: 0 }).result.components.db?.queue.max).toBeGreaterThan(2000)
  expect(run(slow, { reads: 1 }).result.components.db?.queue.max).toBeLessThanOrEqual(1)
})

describe('failover', () => {
  const kill: Fault = { at: '20s', for: '50s', kind: 'kill', target: 'db', replicas: 1 }

  test('writes fail until a replica has taken over, and the old primary comes back as a replica', () => {
    const { errors, primary } = run({ readReplicas: 1, failover: '30s' }, { reads: 0 }, [kill])
    expect([errors(10), errors(25), errors(45), errors(55), errors(80)]).toEqual([0, 1, 1, 0, 0])
    expect(primary()).toBe(1)
  })

  test('reads go on meanwhile', () => {
    expect(run({ readReplicas: 1, failover: '30s' }, { reads: 1 }, [kill]).result.journeys.default?.errorRate).toBe(0)
  })

  test('there is none without a time for it, nor where the primary is back sooner', () => {
    const without = run({ readReplicas: 1 }, {}, [kill])
    expect([without.errors(45), without.errors(65), without.errors(80), without.primary()]).toEqual([1, 1, 0, 0])
    const sooner = run({ readReplicas: 1, failover: '30s' }, {}, [{ ...kill, for: '10s' }])
    expect([sooner.errors(25), sooner.errors(35), sooner.errors(60), sooner.primary()]).toEqual([1, 0, 0, 0])
  })

  test('where every replica is down, the first to come back takes over', () => {
    const all: Fault = { at: '20s', for: '40s', kind: 'kill', target: 'db' }
    const { errors, primary } = run({ readReplicas: 1, failover: '10s' }, {}, [kill, all])
    expect([errors(50), errors(65), primary()]).toEqual([1, 0, 1])
  })
})
