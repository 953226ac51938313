// npm run test:conformance [PART OF A CASE'S NAME…]: the prediction against theory, with all requests each accuracy needs.
// Prints expected, got and error of every row, and how often what is shown as known holds (PART: of a design's name, such as M/M/1).
// The whole of it is also written to docs/conformance.md. A run that was stopped goes on where it was, as long as no source changed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cases } from '../simulator/conformance/cases/cases.ts'
import { fullChecks, otherChecks, runChecks, workerPath } from '../simulator/conformance/check-cases.ts'
import { coverageOf, fullCoverage } from '../simulator/conformance/coverage.ts'
import { toCoverageMarkdown, toCoverageTable, toMarkdown, toTable, toTrustMarkdown, toTrustTable } from '../simulator/conformance/table.ts'
import { shortTrust, trustOf, usualTrust } from '../simulator/conformance/trusted.ts'
import { PredictPool } from '../simulator/predict/predict-pool.ts'
import { openKeptRows } from './conformance/kept-rows.mjs'
import { projectRoot, say } from './setup/shell.mjs'

const threads = 2
const coverageRuns = 200
const replications = 10
const trustRuns = 100

const parts = process.argv.slice(2)
const isAsked = (name) => parts.length === 0 || parts.some((part) => name.includes(part))
const asked = cases.filter(({ name }) => isAsked(name))
const startedAt = performance.now()
const keep = openKeptRows()

const table = await run('table', fullChecks(asked))
say(`== the table ==\n${toTable(table)}`)
const others = await run('others', otherChecks(asked))
say(`\n== the same formulas at other parameters ==\n${toTable(others)}`)
const coverage = await cover(fullCoverage.filter(({ design }) => asked.some((subject) => subject.design === design)))
say(`\n== 95 % confidence intervals, ${replications} replications ==\n${toCoverageTable(coverage)}`)
const trust = await judge([...usualTrust, ...shortTrust].filter(({ name }) => isAsked(name)))
say(`\n== what is shown as known ==\n${toTrustTable(trust)}`)
if (parts.length === 0) writeFileSync(join(projectRoot, 'docs/conformance.md'), toPage())

const rows = [...table, ...others, ...coverage, ...trust]
const failed = rows.filter(({ ok }) => !ok).length
say(`\n${rows.length - failed} rows hold, ${failed} do not, ${seconds()} s`)
process.exit(failed === 0 ? 0 : 1)

async function run(part, checks) {
  const asKept = checks.map((check) => ({ ...check, run: (predictAll) => keep(`${part} ${check.id}`, () => check.run(predictAll)) }))
  const outcomes = await runChecks(asKept, threads, (found) => note(found[0].case))
  return outcomes.flat()
}

async function cover(subjects) {
  const pool = new PredictPool(workerPath, threads)
  const found = []
  for (const subject of subjects) {
    found.push(...(await keep(`coverage ${subject.design}`, () => coverageOf(subject, coverageRuns, replications, pool))))
    note(`intervals of ${subject.design}`)
  }
  await pool.close()
  return found
}

async function judge(subjects) {
  const pool = new PredictPool(workerPath, threads)
  const found = []
  for (const subject of subjects) {
    found.push(...(await keep(`trust ${subject.name}`, () => trustOf(subject, trustRuns, pool))))
    note(subject.name)
  }
  await pool.close()
  return found
}

function note(what) {
  process.stderr.write(`${String(seconds()).padStart(5)} s  ${what}\n`)
}

function seconds() {
  return Math.round((performance.now() - startedAt) / 1000)
}

function toPage() {
  return `# The prediction against theory

Written by \`npm run test:conformance\`. Every row is a design in \`simulator/conformance/designs/\`, simulated with the seeds from
1 on, beside what the formula in \`simulator/conformance/formulas/\` gives for the numbers in that design.

${toMarkdown(table)}

## The same formulas at other parameters

${toMarkdown(others)}

## Confidence intervals

How many of ${coverageRuns} 95 % confidence intervals, each of ${replications} replications, contain the truth.

${toCoverageMarkdown(coverage)}

## What is shown as known

${trustRuns} predictions each, or twice as many, with the effort that they take where nobody says otherwise and of half a minute: in how many the figure is
shown as known, and how many of those have an interval that contains the truth. A row holds where that is 90 to 98 %, or where the
figure is not known in 95 of 100 and says so.

${toTrustMarkdown(trust)}
`
}
