import { describe, expect, test } from 'vitest'
import type { Connection } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { constant, evenly, runParts } from './fixtures/run-parts.ts'

/** Numbers of the stores of AWS as a prediction shows them. */

/** What a store does with so many calls a second, of which a share only read. */
function load(rate: number, store: object, { reads = 0, seconds = 30 } = {}) {
  const call: Connection[] = [{ from: 't', to: 'db', protocol: 'http', reads }]
  const { errors } = runParts({ t: evenly(rate), db: { work: constant('1ms'), ...store } }, call, { seconds })
  return { errors }
}

describe('Amazon DynamoDB', () => {
  const table = { kind: 'dynamodb', consistency: 'strong' }
  const provisioned = { ...table, capacityMode: 'provisioned' }

  test('a hot partition throttles at 1,000 writes a second while its neighbours do not', () => {
    // Of 2,000/s half as much again as it takes is for the first of four partitions, and 167/s are for each of the others.
    const hot = load(2000, { ...table, keys: { shares: [0.75, 0.0833, 0.0833, 0.0834] } })
    expect(hot.errors(20)).toBeCloseTo(500 / 2000, 1)
    expect(load(2000, table).errors(20)).toBe(0)
    // Were its neighbours throttled too, more than that would fail.
    expect(hot.errors(20)).toBeLessThan(0.28)
  })

  test('a hot partition throttles at 3,000 strongly consistent reads a second, and at twice as many others', () => {
    const hot = { ...table, keys: { shares: [1] } }
    expect(load(4000, hot, { reads: 1, seconds: 10 }).errors(8)).toBeCloseTo(0.25, 1)
    expect(load(4000, { ...hot, consistency: 'eventual' }, { reads: 1, seconds: 10 }).errors(8)).toBe(0)
  })

  test('one hot key is one hot partition, however many there are', () => {
    const keys = { keys: 1 }
    expect(load(1500, { ...table, partitions: 100, writes: 40_000, keys }).errors(20)).toBeCloseTo(1 / 3, 1)
  })

  test('what is throttled and tried again comes to the same partition', () => {
    // 1,500/s are for a partition that takes 1,000: were a retry for any partition, many would find room elsewhere.
    const call: Connection[] = [{ from: 't', to: 'db', protocol: 'http', retries: { attempts: 1, backoff: '10ms' } }]
    const db = { ...table, work: constant('1ms'), keys: { shares: [0.75, 0.0833, 0.0833, 0.0834] } }
    const { errors } = runParts({ t: evenly(2000), db }, call, { seconds: 30 })
    expect(errors(20)).toBeCloseTo(500 / 2000, 1)
  })

  test('reads and writes of a partition add up', () => {
    // 800 writes take four fifths of a partition, and 1,200 reads two fifths.
    const mixed = load(2000, { ...table, keys: { shares: [1] } }, { reads: 0.6 })
    expect(mixed.errors(20)).toBeGreaterThan(0.05)
    expect(load(800, { ...table, keys: { shares: [1] } }).errors(20)).toBe(0)
  })

  test('a new on-demand table takes 4,000 writes a second, or 12,000 reads', () => {
    expect(load(5000, { ...table, partitions: 100 }, { seconds: 10 }).errors(8)).toBeCloseTo(0.2, 1)
    expect(load(3900, { ...table, partitions: 100 }, { seconds: 10 }).errors(8)).toBe(0)
    expect(load(15_000, { ...table, partitions: 100 }, { reads: 1, seconds: 5 }).errors(4)).toBeCloseTo(0.2, 1)
  })

  test('a provisioned table spends what it saved in five minutes, and then throttles', () => {
    // 100 units a second for 300 s are saved; 200/s spend 100 of them a second more than come.
    const table = { ...provisioned, reads: 100, writes: 100 }
    const burst = load(200, table, { seconds: 400 })
    expect([5, 290].map(burst.errors)).toEqual([0, 0])
    expect([310, 390].map((second) => Math.round(burst.errors(second) * 10))).toEqual([5, 5])
  })

  test('a write takes a unit for each KB of its item', () => {
    expect(load(1000, { ...table, itemSize: '4KiB', keys: { shares: [1] } }).errors(20)).toBeCloseTo(0.75, 1)
  })
})

describe('Amazon S3', () => {
  const bucket = { kind: 's3' }

  test('a prefix takes 3,500 writes and 5,500 reads a second, and tells others to slow down', () => {
    expect(load(5000, bucket, { seconds: 10 }).errors(8)).toBeCloseTo(0.3, 1)
    expect(load(5400, bucket, { reads: 1, seconds: 10 }).errors(8)).toBe(0)
    expect(load(7000, bucket, { reads: 1, seconds: 10 }).errors(8)).toBeCloseTo(1500 / 7000, 1)
  })

  test('two prefixes take twice as much, if objects are asked for evenly', () => {
    expect(load(5000, { ...bucket, prefixes: 2 }, { seconds: 10 }).errors(8)).toBe(0)
    expect(load(5000, { ...bucket, prefixes: 2, keys: { shares: [1, 0] } }, { seconds: 10 }).errors(8)).toBeCloseTo(0.3, 1)
  })

  test('the first byte comes after 100 to 200 milliseconds', () => {
    const { result } = runParts({ t: evenly(50), db: bucket }, [{ from: 't', to: 'db', protocol: 'http' }], { seconds: 60 })
    expect(result.components.db?.latency.p50).toBeGreaterThan(100)
    expect(result.components.db?.latency.p50).toBeLessThan(200)
  })
})

describe('Amazon ElastiCache', () => {
  const call = (reads: number, protocol: 'redis' | 'memcached' = 'redis'): Connection[] => [{ from: 't', to: 'c', protocol, reads }]
  const kill: Fault = { at: '20s', for: '60s', kind: 'kill', target: 'c', replicas: 1 }

  test('Valkey executes one command at a time, whatever cores its node has', () => {
    const used = (nodeType: string) =>
      runParts({ t: evenly(1000), c: { kind: 'elasticache-valkey', nodeType, work: constant('0.5ms') } }, call(0), { seconds: 10 }).result
        .components.c?.utilisation
    expect(used('cache.t4g.small')).toBeCloseTo(0.5, 1)
    expect(used('cache.r7g.2xlarge')).toBeCloseTo(0.5, 1)
  })

  test('Memcached serves as many commands at once as its node has cores', () => {
    const used = (nodeType: string) =>
      runParts({ t: evenly(1000), c: { kind: 'elasticache-memcached', nodeType, work: constant('1ms') } }, call(0, 'memcached'), {
        seconds: 10,
      }).result.components.c?.utilisation
    expect(used('cache.t4g.small')).toBeCloseTo(0.5, 1)
    expect(used('cache.r7g.xlarge')).toBeCloseTo(0.25, 1)
  })

  test('a replica takes the place of a primary that failed, after the time that is said', () => {
    const cache = { kind: 'elasticache-valkey', readReplicas: 1, failover: '15s' }
    const { errors } = runParts({ t: evenly(50), c: cache }, call(0), { seconds: 90, faults: [kill] })
    expect([10, 25, 40, 70].map(errors)).toEqual([0, 1, 0, 0])
    const alone = runParts({ t: evenly(50), c: { kind: 'elasticache-valkey' } }, call(0), { seconds: 90, faults: [kill] })
    expect([10, 25, 40, 70, 85].map(alone.errors)).toEqual([0, 1, 1, 1, 0])
  })
})

describe('Amazon Aurora', () => {
  const call = (reads: number): Connection[] => [{ from: 't', to: 'db', protocol: 'postgres', reads }]
  const kill: Fault = { at: '20s', for: '150s', kind: 'kill', target: 'db', replicas: 1 }

  test('a reader is the writer half a minute after it failed, and is read from all the while', () => {
    const cluster = { kind: 'aurora-postgres', readReplicas: 1 }
    const writes = runParts({ t: evenly(50), db: cluster }, call(0), { seconds: 100, faults: [kill] })
    expect([10, 25, 45, 55, 90].map(writes.errors)).toEqual([0, 1, 1, 0, 0])
    const reads = runParts({ t: evenly(50), db: cluster }, call(1), { seconds: 100, faults: [kill] })
    expect([10, 25, 45].map(reads.errors)).toEqual([0, 0, 0])
  })

  test('with no reader the writer is away until it is back', () => {
    const { errors } = runParts({ t: evenly(50), db: { kind: 'aurora-mysql' } }, [{ from: 't', to: 'db', protocol: 'mysql' }], {
      seconds: 200,
      faults: [kill],
    })
    expect([25, 160, 190].map(errors)).toEqual([1, 1, 0])
  })

  test('one that has paused takes fifteen seconds to resume, and pauses again after five minutes', () => {
    const db = { kind: 'aurora-postgres', serverless: { min: 0, max: 4 }, work: constant('1ms') }
    const rare = (perSecond: number, seconds: number) => runParts({ t: evenly(perSecond), db }, call(0), { seconds }).result
    // One statement in ten minutes: each finds it paused. One in two minutes: only the first.
    expect(rare(1 / 600, 3000).components.db?.latency.p50).toBeCloseTo(15_001, -2)
    const often = rare(1 / 120, 3000).components.db?.latency
    expect(often?.p50).toBeLessThan(2)
    expect(often?.max).toBeCloseTo(15_001, -2)
  })

  test('one that pauses has no more of a core than one that does not', () => {
    const db = (min: number) => ({ kind: 'aurora-postgres', serverless: { min, max: 1 }, work: constant('1ms') })
    const used = (min: number) => runParts({ t: evenly(100), db: db(min) }, call(0), { seconds: 120 }).result.components.db
    expect(used(0.5)?.utilisation).toBeCloseTo(0.4, 2)
    expect(used(0)?.latency.p50).toBeCloseTo(4, 1)
    expect(used(0.5)?.latency.p50).toBeCloseTo(4, 1)
  })

  test('capacity units are cores: a quarter of one each', () => {
    const used = (max: number) =>
      runParts({ t: evenly(500), db: { kind: 'aurora-postgres', serverless: { min: 0.5, max }, work: constant('1ms') } }, call(0), {
        seconds: 20,
      }).result.components.db?.utilisation
    expect(used(4)).toBeCloseTo(0.5, 1)
    expect(used(8)).toBeCloseTo(0.25, 1)
  })
})
