// npm run published-results: predicts what others published and writes docs/published-results.md: theirs, ours, the difference.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerPath } from '../simulator/conformance/check-cases.ts'
import { PredictPool } from '../simulator/predict/predict-pool.ts'
import { compare, toPage } from '../simulator/published/compare.ts'
import { publishedResults } from '../simulator/published/published-results.ts'
import { projectRoot, say } from './setup/shell.mjs'

const pool = new PredictPool(workerPath)
const never = new AbortController().signal
const compared = []
for (const result of publishedResults) {
  const rows = []
  for (const row of result.rows) rows.push(await compare(row, (requests) => pool.predictAll(requests, never)))
  compared.push({ result, compared: rows })
  for (const { row, ours, holds } of rows)
    say(`${holds ? 'holds ' : 'DIFFERS'} ${result.title}: ${row.figure}: theirs ${row.theirs}, ours ${ours}`)
}
await pool.close()
writeFileSync(join(projectRoot, 'docs/published-results.md'), toPage(compared))
process.exit(compared.some((each) => each.compared.some(({ holds }) => !holds)) ? 1 : 0)
