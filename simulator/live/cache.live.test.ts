import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Caches are not tried on Docker: ${reason}`)

/** Three services that look up in a cache of their own what they otherwise ask a slower one for. */
const names = ['bounded', 'timed', 'rated'] as const
const design: Design = {
  microcosm: 1,
  name: 'Caches',
  components: {
    users: { kind: 'traffic', rate: 150, journeys: { bounded: 1, timed: 1, rated: 1 } },
    ...Object.fromEntries(names.map((name) => [name, { kind: 'service' as const, work: '1ms', concurrency: 50 }])),
    'bounded-cache': { kind: 'redis', cache: { keys: 200, zipf: 1, capacity: 40, policy: 'lru' } },
    'timed-cache': { kind: 'redis', cache: { keys: 60, zipf: 0.8, ttl: '1s' } },
    'rated-cache': { kind: 'redis', cache: { hitRatio: 0.8 } },
    source: { kind: 'service', work: '10ms', concurrency: 50 },
  },
  connections: names.flatMap((name) => [
    { from: 'users', to: name, protocol: 'http' as const, calls: { [name]: 1 } },
    { from: name, to: `${name}-cache`, protocol: 'redis' as const },
    { from: name, to: 'source', protocol: 'http' as const, onMiss: `${name}-cache` },
  ]),
  scenarios: { run: { duration: '30s', warmup: '5s' } },
}

describe.skipIf(reason !== undefined)('caches on Docker', () => {
  beforeAll(buildRuntime)
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('keep keys as predicted: only what they miss is fetched', async () => {
    const measured = await new TriedRun(design, { scenario: 'run' }).result()
    const { result: predicted } = simulate(design, 'run', 400, 1)
    const misses = (result: typeof measured) =>
      names.map((name) => (result.connections[`${name}->source`]?.throughput ?? 0) / (result.components[name]?.throughput ?? Number.NaN))
    const shown = (result: typeof measured) => misses(result).map((each) => each.toFixed(3))
    console.log(`misses predicted ${shown(predicted)}, measured ${shown(measured)}`)
    const off = misses(predicted).map((share, index) => Math.abs(share - (misses(measured)[index] ?? Number.NaN)))
    expect(Math.max(...off)).toBeLessThan(0.06)
    expect(measured.journeys.bounded?.errorRate).toBe(0)
    expect(measured.notes.filter((note) => note.includes('predicted only'))).toEqual([])
  })
})
