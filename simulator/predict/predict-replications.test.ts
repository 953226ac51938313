import { resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { resultSchema } from '../../app/run/result.ts'
import { PredictPool } from './predict-pool.ts'
import { predictReplications } from './predict-replications.ts'

const workerPath = resolve(import.meta.dirname, 'worker.ts')
const never = new AbortController().signal
const design = (workTime: string): Design => ({
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 100 }, shop: { kind: 'service', concurrency: 1, work: { time: workTime } } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
})
const request = { design: design('5ms'), durationSeconds: 200, seed: 7 }
const pools: PredictPool[] = []
const poolOf = (size: number) => {
  const pool = new PredictPool(workerPath, size)
  pools.push(pool)
  return pool
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

test('eight replications give intervals around their means, whatever the number of threads', async () => {
  const [one, two] = await Promise.all([1, 2].map((size) => predictReplications(poolOf(size), request, 8, never)))
  expect({ ...one, wallSeconds: 0 }).toEqual({ ...two, wallSeconds: 0 })
  expect(resultSchema.safeParse(one).error).toBeUndefined()
  const [low, high] = one?.replications?.intervals.components.shop?.['latency.mean'] ?? [0, 0]
  const mean = one?.components.shop?.latency.mean ?? 0
  expect((low + high) / 2).toBeCloseTo(mean, 9)
  // M/M/1 at half load: 10 ms.
  expect(low).toBeLessThan(10)
  expect(high).toBeGreaterThan(10)
  expect(high - low).toBeLessThan(1)
})

test('an overloaded system has no mean and no interval of its latency', async () => {
  const result = await predictReplications(poolOf(2), { ...request, design: design('20ms') }, 3, never)
  expect(result.components.shop?.latency.mean).toBeNull()
  expect(result.replications?.intervals.components.shop?.['latency.mean']).toBeNull()
  expect(result.notes.join(' ')).toContain('grow')
})

test('progress reaches the whole, and a failure is told in one sentence', async () => {
  const seen: number[] = []
  await predictReplications(poolOf(2), request, 3, never, (done, total) => seen.push(done / total))
  expect(seen.at(-1)).toBe(1)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  const broken = { ...request, design: { ...request.design, connections: [{ from: 'people', to: 'nobody', protocol: 'http' as const }] } }
  await expect(predictReplications(poolOf(2), broken, 3, never)).rejects.toThrow('"nobody"')
})

test('cancelling ends all replications at once', async () => {
  const controller = new AbortController()
  const pool = poolOf(2)
  const long = { ...request, durationSeconds: 500_000 }
  await expect(predictReplications(pool, long, 4, controller.signal, () => controller.abort())).rejects.toThrow('was cancelled')
})
