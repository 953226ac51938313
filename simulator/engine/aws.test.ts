import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { simulate } from './fixtures/simulate.ts'

/** Numbers of AWS as a prediction shows them. */

function run(components: Record<string, object>, connections: object[], scenario: { seconds: number; faults?: Fault[] }) {
  const design: Design = {
    microcosm: 1,
    components: components as Record<string, Component>,
    connections: connections as Connection[],
    scenarios: { run: { duration: `${scenario.seconds}s`, faults: scenario.faults ?? [] } },
  }
  const { result } = simulate(design, 'run', undefined, 1)
  return { result, errors: (second: number) => result.series.journeys.default?.errorRate?.[second] }
}

const constant = (time: string) => ({ time, distribution: 'constant' })

describe('Amazon RDS', () => {
  const client = { kind: 'traffic', rate: 50, arrivals: 'constant' }
  const kill: Fault = { at: '20s', for: '150s', kind: 'kill', target: 'db', replicas: 1 }
  const reads = (share: number) => [{ from: 't', to: 'db', protocol: 'postgres', reads: share }]

  test('a Multi-AZ instance answers again after a minute and a half, a single one when it is back', () => {
    const safe = run({ t: client, db: { kind: 'rds-postgres', multiAz: true } }, reads(0), { seconds: 200, faults: [kill] })
    expect([10, 25, 105, 115, 190].map(safe.errors)).toEqual([0, 1, 1, 0, 0])
    const alone = run({ t: client, db: { kind: 'rds-postgres' } }, reads(0), { seconds: 200, faults: [kill] })
    expect([10, 25, 115, 165, 175].map(alone.errors)).toEqual([0, 1, 1, 1, 0])
  })

  test('the standby is not read from, and a read replica does not take over', () => {
    const standby = run({ t: client, db: { kind: 'rds-postgres', multiAz: true } }, reads(1), { seconds: 100, faults: [kill] })
    expect(standby.errors(30)).toBe(1)
    const replica = run({ t: client, db: { kind: 'rds-postgres', readReplicas: 1 } }, reads(0), { seconds: 160, faults: [kill] })
    expect(replica.errors(150)).toBe(1)
  })

  test('statements share the cores of the class: twice the cores, half the utilisation', () => {
    const used = (instanceClass: string) =>
      run({ t: { ...client, rate: 800 }, db: { kind: 'rds-postgres', instanceClass, work: constant('2ms') } }, reads(0), { seconds: 20 })
        .result.components.db?.utilisation ?? 0
    expect(used('db.t4g.large')).toBeCloseTo(0.8, 1)
    expect(used('db.t4g.xlarge')).toBeCloseTo(0.4, 1)
  })
})

describe('Amazon SQS', () => {
  const publish = (rate: number) => ({ kind: 'traffic', rate, arrivals: 'constant' })
  const wires = [
    { from: 't', to: 'api', protocol: 'http' },
    { from: 'api', to: 'q', protocol: 'sqs' },
    { from: 'q', to: 'worker', protocol: 'sqs' },
  ]
  const api = { kind: 'service', concurrency: 1000, work: constant('1ms') }

  test('a FIFO queue takes 300 messages a second and refuses the rest; a standard one takes them all', () => {
    const worker = { kind: 'service', concurrency: 1000, work: constant('1ms') }
    const parts = (queue: object) => ({ t: publish(500), api, q: { kind: 'sqs', prefetch: 1000, ...queue }, worker })
    const fifo = run(parts({ fifo: true }), wires, { seconds: 30 })
    // The bucket holds one second's worth at the beginning.
    expect(fifo.result.components.worker?.throughput).toBeCloseTo(300 + 300 / 30, -1)
    expect(fifo.errors(20)).toBeCloseTo(0.4, 1)
    expect(run(parts({}), wires, { seconds: 30 }).errors(20)).toBe(0)
  })

  test('of a FIFO queue, no more messages are handled at once than there are groups', () => {
    const worker = { kind: 'service', concurrency: 1000, work: constant('100ms') }
    const handled = (messageGroups: number) =>
      run({ t: publish(100), api, q: { kind: 'sqs', fifo: true, messageGroups }, worker }, wires, { seconds: 60 }).result.components.worker
        ?.throughput ?? 0
    // Each takes a tenth of a second.
    expect(handled(4)).toBeCloseTo(40, -1)
    expect(handled(4)).toBeLessThan(41)
    expect(handled(50)).toBeGreaterThan(90)
  })
})

describe('AWS Lambda', () => {
  const long = { kind: 'lambda', work: constant('20s'), coldStart: '0ms' }

  test('a thousand environments start at once, and a thousand more within ten seconds; beyond that it throttles', () => {
    const traffic = { kind: 'traffic', rate: 2000, arrivals: 'constant' }
    const { result } = run({ t: traffic, f: { ...long, maxInstances: 100_000 } }, [{ from: 't', to: 'f', protocol: 'http' }], {
      seconds: 15,
    })
    const instances = (second: number) => result.series.components.f?.replicas?.[second] ?? 0
    expect(Math.abs(instances(1) - 1100)).toBeLessThan(120)
    expect(Math.abs(instances(10) - 2000)).toBeLessThan(120)
    // Nothing is done before twenty seconds: whoever has heard is throttled.
    expect(result.series.components.f?.errorRate?.[8]).toBe(1)
  })

  test('the account has a thousand executions unless the design says otherwise', () => {
    const traffic = { kind: 'traffic', rate: 200, arrivals: 'constant' }
    const { result } = run({ t: traffic, f: long }, [{ from: 't', to: 'f', protocol: 'http' }], { seconds: 15 })
    expect(result.components.f?.replicas.max).toBe(1000)
  })

  test('behind SQS it begins with five at once and adds 300 a minute', () => {
    const { result } = run(
      {
        t: { kind: 'traffic', rate: 400, arrivals: 'constant' },
        api: { kind: 'service', concurrency: 1000, work: constant('1ms') },
        q: { kind: 'sqs', visibilityTimeout: '1h' },
        f: { kind: 'lambda', work: constant('2s'), coldStart: '0ms' },
      },
      [
        { from: 't', to: 'api', protocol: 'http' },
        { from: 'api', to: 'q', protocol: 'sqs' },
        { from: 'q', to: 'f', protocol: 'sqs' },
      ],
      { seconds: 200 },
    )
    const instances = (second: number) => result.series.components.f?.replicas?.[second] ?? 0
    // The same work from an unlimited number of pollers would need 800 at once after two seconds.
    expect(instances(2)).toBeLessThan(5 + 15)
    expect(Math.abs(instances(60) - 305)).toBeLessThan(15)
    expect(Math.abs(instances(120) - 605)).toBeLessThan(30)
  })

  test('a larger package takes longer to start from cold', () => {
    const cold = (size: string) => {
      const { result } = run(
        { t: { kind: 'traffic', rate: 20 }, f: { kind: 'lambda', work: constant('1ms'), package: size, keepWarm: '0s' } },
        [{ from: 't', to: 'f', protocol: 'http' }],
        { seconds: 120 },
      )
      return result.components.f?.latency.mean ?? 0
    }
    expect(cold('4MiB') / 375).toBeCloseTo(1, 0)
    expect(cold('64MiB')).toBeGreaterThan(4 * cold('4MiB'))
  })
})
