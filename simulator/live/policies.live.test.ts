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
})
