import { expect, test } from 'vitest'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { applyFix } from '../../app/design/apply-fix.ts'
import { designSchema } from '../../app/design/schema.ts'
import type { Result } from '../../app/run/result.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { findRemedy } from './find-remedy.ts'
import { knownLimits } from './known-limits.ts'
import type { PredictRequest } from './predict-pool.ts'

/** The engine itself, without threads: the designs are small. */
const here = {
  predictAll: async (requests: PredictRequest[]): Promise<Result[]> =>
    requests.map(({ design, scenario, seed }) => simulate(design, scenario, undefined, seed).result),
}
const never = new AbortController().signal
const errorsOf = ({ journeys }: Result) => journeys.default?.errorRate ?? 0

test('there are forty of them, of all kinds', () => {
  expect(knownLimits.length).toBeGreaterThanOrEqual(40)
  expect(new Set(knownLimits.map(({ limit }) => limit)).size).toBe(16)
})

test.each(knownLimits)(
  '$name: $limit at $place',
  async ({ design, limit, place, helps }) => {
    expect(designSchema.safeParse(design).error).toBeUndefined()
    const request = { design, scenario: 's', seed: 7 }
    const [before] = (await here.predictAll([request])) as [Result]
    const found = findBottleneck(design, before)
    expect({ limit: found?.limit, place: [found?.component, found?.connection] }, found?.sentence).toMatchObject({
      limit,
      place: expect.arrayContaining([place]),
    })
    const remedy = await findRemedy(here, request, never)
    expect(remedy?.limits).toBe(found?.sentence)
    if (helps === undefined) {
      expect(remedy?.fix).toBeNull()
      return
    }
    expect(
      remedy?.fix?.edits.map(({ path }) => path.join('.')),
      remedy?.sentence,
    ).toContain(helps)
    // The number is proven: the changed design, predicted with other luck, is better by the figure that was promised.
    const changed = applyFix(design, remedy?.fix ?? { label: '', edits: [] })
    const [was, is] = (await here.predictAll([
      { ...request, seed: 11 },
      { ...request, design: changed, seed: 11 },
    ])) as [Result, Result]
    expect(is.journeys.default?.throughput).toBeGreaterThan(0)
    switch (remedy?.figure) {
      case 'errors':
        expect(errorsOf(is)).toBeLessThan(0.6 * errorsOf(was))
        break
      case 'backlog':
        expect(is.components[remedy.subject ?? '']?.waiting.mean).not.toBeNull()
        break
      default:
        expect(is.journeys.default?.latency.p99 ?? Number.POSITIVE_INFINITY).toBeLessThan(
          0.95 * (was.journeys.default?.latency.p99 ?? Number.POSITIVE_INFINITY),
        )
    }
  },
  60_000,
)
