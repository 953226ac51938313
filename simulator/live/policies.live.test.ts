import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Policies are not tried on Docker: ${reason}`)

/** Four paths that know nothing of each other, each with a policy of its own. */
const design: Design = {
  microcosm: 1,
  name: 'Policies',
  components: {
    users: { kind: 'traffic', rate: 80, journeys: { limited: 1, impatient: 1, bounded: 1, hedged: 1 } },
    limited: { kind: 'service', work: '5ms', rateLimit: { rate: 10, burst: 2 } },
    impatient: { kind: 'service', concurrency: 1, work: '60ms', queueTimeout: '80ms' },
    bounded: { kind: 'service', work: '1ms' },
    slow: { kind: 'service', work: '80ms' },
    hedged: { kind: 'service', work: '1ms', concurrency: 100 },
    tail: { kind: 'service', concurrency: 100, work: { time: '40ms', distribution: 'lognormal', cv: 2 } },
  },
  connections: [
    ...['limited', 'impatient', 'bounded', 'hedged'].map((to) => ({ from: 'users', to, protocol: 'http' as const, calls: { [to]: 1 } })),
    { from: 'bounded', to: 'slow', protocol: 'http', bulkhead: 1 },
    { from: 'hedged', to: 'tail', protocol: 'http', hedge: { after: '80ms' } },
  ],
  scenarios: { run: { duration: '40s', warmup: '2s' } },
}

describe.skipIf(reason !== undefined)('policies of stubs on Docker', () => {
  beforeAll(buildRuntime)
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('rate limits, queue timeouts, bulkheads and hedging do what is predicted', async () => {
    const measured = await new TriedRun(design, { scenario: 'run' }).result()
    const { result: predicted } = simulate(design, 'run', 400, 1)
    const errors = (result: typeof measured) =>
      ['limited', 'impatient', 'bounded', 'hedged'].map((name) => result.journeys[name]?.errorRate ?? Number.NaN)
    const hedges = (result: typeof measured) => result.connections['hedged->tail']?.hedged ?? 0
    console.log(
      `errors predicted ${errors(predicted).map((each) => each.toFixed(3))}, measured ${errors(measured).map((each) => each.toFixed(3))}; ` +
        `hedges a second ${hedges(predicted).toFixed(2)}, ${hedges(measured).toFixed(2)}`,
    )
    const off = errors(predicted).map((share, index) => Math.abs(share - (errors(measured)[index] ?? Number.NaN)))
    expect(Math.max(...off)).toBeLessThan(0.08)
    expect(hedges(measured) / hedges(predicted)).toBeGreaterThan(0.7)
    expect(hedges(measured) / hedges(predicted)).toBeLessThan(1.4)
    expect(measured.connections['bounded->slow']?.refused ?? 0).toBeGreaterThan(5)
    expect(measured.notes.filter((note) => note.includes('predicted only'))).toEqual([])
  })

  test('who finds a queue full waits before it, and of two replicas one alone is slow', async () => {
    const work = (time: string) => ({ time, distribution: 'constant' as const })
    const blocked: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 30, journeys: { held: 2, halved: 1 } },
        gate: { kind: 'service', concurrency: 50, work: work('1ms') },
        narrow: { kind: 'service', concurrency: 1, queueLimit: 1, whenFull: 'block', work: work('40ms') },
        pair: { kind: 'service', replicas: 2, concurrency: 50, work: work('10ms') },
      },
      connections: [
        { from: 'users', to: 'gate', protocol: 'http', calls: { held: 1 } },
        { from: 'gate', to: 'narrow', protocol: 'http' },
        { from: 'users', to: 'pair', protocol: 'http', calls: { halved: 1 } },
      ],
      scenarios: {
        run: { duration: '44s', warmup: '4s', faults: [{ at: '1s', kind: 'slow', target: 'pair', factor: 20, replicas: 1 }] },
      },
    }
    const measured = await new TriedRun(blocked, { scenario: 'run' }).result()
    const { result: predicted } = simulate(blocked, 'run', 1000, 1)
    const mean = (result: typeof measured, name: string) => result.journeys[name]?.latency.mean ?? Number.NaN
    console.log(
      `held ${mean(predicted, 'held').toFixed(0)} ms predicted, ${mean(measured, 'held').toFixed(0)} ms measured; ` +
        `halved ${mean(predicted, 'halved').toFixed(0)} ms, ${mean(measured, 'halved').toFixed(0)} ms`,
    )
    expect(measured.journeys.held?.errorRate).toBe(0)
    expect(measured.components.narrow?.queue.max).toBe(1)
    expect(mean(measured, 'held') / mean(predicted, 'held')).toBeGreaterThan(0.6)
    expect(mean(measured, 'held') / mean(predicted, 'held')).toBeLessThan(1.6)
    expect(Math.abs(mean(measured, 'halved') / mean(predicted, 'halved') - 1)).toBeLessThan(0.15)
    expect(measured.notes.filter((note) => note.includes('predicted only'))).toEqual([])
  })
})
