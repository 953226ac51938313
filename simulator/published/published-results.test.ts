import { expect, test } from 'vitest'
import { designSchema } from '../../app/design/schema.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import type { PredictRequest } from '../predict/predict-pool.ts'
import { compare } from './compare.ts'
import { publishedResults } from './published-results.ts'

const predictAll = async (requests: PredictRequest[]) =>
  requests.map(({ design, scenario, seed }) => simulate(design, scenario, undefined, seed).result)

const rows = publishedResults.flatMap(({ title, rows }) => rows.map((row) => ({ title, figure: row.figure, row })))

test.each(rows)(
  '$title: $figure',
  async ({ row }) => {
    expect(designSchema.safeParse(row.design).error).toBeUndefined()
    const { ours, holds } = await compare(row, predictAll)
    expect(holds, `ours ${ours}, theirs ${row.theirs}`).toBe(true)
  },
  60_000,
)

test('each says where it was published, and what is not expressed where there is no row', () => {
  for (const { source, rows, notExpressed } of publishedResults) {
    expect(source).toMatch(/https:\/\//)
    expect(rows.length + notExpressed.length).toBeGreaterThan(0)
  }
})
