// npm run test:conformance [PART OF A CASE'S NAME…]: the prediction against theory, with all requests each accuracy needs.
// Prints expected, got and error of every row. The whole table is also written to docs/conformance.md.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkAll } from '../simulator/conformance/check-all.ts'
import { toMarkdown, toTable } from '../simulator/conformance/table.ts'
import { projectRoot, say } from './setup/shell.mjs'

const threads = 2
const names = process.argv.slice(2)
const startedAt = performance.now()
let done = 0
const { table, others } = await checkAll(names, threads, (found) => {
  done += found.length
  process.stderr.write(`${done} rows, ${Math.round((performance.now() - startedAt) / 1000)} s: ${found[0].case}\n`)
})
const rows = [...table, ...others]
const failed = rows.filter(({ ok }) => !ok)

say(`== the table ==\n${toTable(table)}`)
say(`\n== the same formulas at other parameters ==\n${toTable(others)}`)
if (names.length === 0) writeFileSync(join(projectRoot, 'docs/conformance.md'), toPage())
say(`\n${rows.length - failed.length} rows hold, ${failed.length} do not, ${Math.round((performance.now() - startedAt) / 1000)} s`)
process.exit(failed.length === 0 ? 0 : 1)

function toPage() {
  return `# The prediction against theory

Written by \`npm run test:conformance\`. Every row is a design in \`simulator/conformance/designs/\`, simulated with the seeds from
1 on, beside what the formula in \`simulator/conformance/formulas/\` gives for the numbers in that design.

${toMarkdown(table)}

## The same formulas at other parameters

${toMarkdown(others)}
`
}
