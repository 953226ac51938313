// Imports every Compose file of a corpus, exports each again, and has Docker Compose read both: `npm run corpus` writes
// docs/compose-corpus.md; `--check` only says whether the targets are met, for `npm test`. `npm run corpus -- cdk` exports 30 imports
// (`--count`), chosen by `--seed`, as AWS CDK applications instead.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findCorpus, readCorpus } from './corpus/cases.mjs'
import { measureFalseAlarms } from './corpus/false-alarms.mjs'
import { measureFields } from './corpus/fields.mjs'
import { measureInference } from './corpus/inference.mjs'
import { tryCase } from './corpus/round-trip.mjs'
import { toMarkdown, toTotals } from './corpus/table.mjs'
import { makeWorkplace } from './corpus/workplace.mjs'
import { ensureCdkToolchain } from './setup/cdk.mjs'
import { projectRoot, say } from './setup/shell.mjs'

const corpus = findCorpus()
if (!corpus) {
  say('There is no corpus of Compose files here: set MICROCOSM_CORPUS to its folder.')
  process.exit(0)
}
const workplace = await makeWorkplace(corpus)
const cases = readCorpus(workplace.corpus).filter(({ name }) => matches(name))
if (process.argv.includes('cdk')) await exportAsCdk()
const results = []
const begun = performance.now()
try {
  // Docker Compose starts a process of its own each time; two at a time leave the machine usable.
  await Promise.all([work(), work()])
} finally {
  await workplace.remove()
}
results.sort((a, b) => cases.indexOf(a.case) - cases.indexOf(b.case))
const inference = measureInference(corpus)
const alarms = measureFalseAlarms(corpus)
const fields = measureFields(corpus, matches)
const totals = toTotals(results)
for (const line of totals.lines) say(line)
for (const { system, precision, recall } of inference) say(`${system}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`)
say(`${alarms.looked} ordinary variables of ${alarms.of}: ${alarms.alarms.length} taken for secrets`)
if (!process.argv.includes('--check')) {
  await writeFile(resolve(projectRoot, 'docs', 'compose-corpus.md'), toMarkdown(results, totals, inference))
  say('wrote docs/compose-corpus.md')
}
say(`${fields.services} services exported to Kubernetes: ${fields.dropped.length} fields in no manifest and no loss`)
const missed = [...totals.missed, ...fields.missed, ...alarms.missed, ...inference.flatMap(({ missed }) => missed)]
for (const line of missed) say(`missed: ${line}`)
process.exit(missed.length > 0 ? 1 : 0)

async function exportAsCdk() {
  // The exporter takes files as texts, which has to be possible before it is loaded.
  await import('./setup/text-imports.mjs')
  const { tryCdk } = await import('./corpus/cdk.mjs')
  const toolchain = process.env.MICROCOSM_CDK_TOOLCHAIN ?? (await ensureCdkToolchain()).path
  if (!toolchain) throw new Error('The packages of AWS CDK could not be installed.')
  try {
    const { tried, failed, lines } = await tryCdk(cases, workplace, {
      seed: numberOf('--seed', 1),
      count: numberOf('--count', 30),
      toolchain,
    })
    for (const line of lines) say(`missed: ${line}`)
    say(`${tried - failed} of ${tried} imports are AWS CDK applications that compile, synthesize and pass their tests`)
    process.exitCode = failed > 0 ? 1 : 0
  } finally {
    await workplace.remove()
  }
  process.exit()
}

// --seed 7
function numberOf(name, usual) {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}

async function work() {
  for (let next = take(); next; next = take()) {
    results.push(await tryCase(next, workplace))
    if (results.length % 50 === 0) say(`${results.length} of ${cases.length} after ${Math.round((performance.now() - begun) / 1000)} s`)
  }
}

function take() {
  work.next = (work.next ?? 0) + 1
  return cases[work.next - 1]
}

// npm run corpus -- --only mailcow
function matches(name) {
  const at = process.argv.indexOf('--only')
  return at < 0 || name.includes(process.argv[at + 1] ?? '')
}
