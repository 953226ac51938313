// Imports every Compose file of a corpus, exports each again, and has Docker Compose read both: `npm run corpus` writes
// docs/compose-corpus.md; `--check` only says whether the targets are met, for `npm test`. `npm run corpus -- cdk` exports 30 imports
// (`--count`), chosen by `--seed`, as AWS CDK applications instead, and `-- kubernetes` to Kubernetes and Helm.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findCorpus, readCorpus } from './corpus/cases.mjs'
import { measureFalseAlarms } from './corpus/false-alarms.mjs'
import { measureInference } from './corpus/inference.mjs'
import { tryCase } from './corpus/round-trip.mjs'
import { toMarkdown, toTotals } from './corpus/table.mjs'
import { makeWorkplace } from './corpus/workplace.mjs'
import { ensureCdkToolchain } from './setup/cdk.mjs'
import { ensureHelm } from './setup/helm.mjs'
import { ensureKubectl } from './setup/kubectl.mjs'
import { projectRoot, say } from './setup/shell.mjs'

const corpus = findCorpus()
if (!corpus) {
  say('There is no corpus of Compose files here: set MICROCOSM_CORPUS to its folder.')
  process.exit(0)
}
const workplace = await makeWorkplace(corpus)
const cases = readCorpus(workplace.corpus).filter(({ name }) => matches(name))
if (process.argv.includes('cdk')) await exportSome(asCdk)
if (process.argv.includes('kubernetes')) await exportSome(toKubernetes)
const results = []
const begun = performance.now()
try {
  // Docker Compose starts a process of its own each time; two at a time leave the machine usable.
  await Promise.all([work(), work()])
} finally {
  await workplace.remove()
}
results.sort((a, b) => cases.indexOf(a.case) - cases.indexOf(b.case))
// The exporters take files as texts, which has to be possible before they are loaded.
await import('./setup/text-imports.mjs')
const { measureFields } = await import('./corpus/fields.mjs')
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
for (const { to, place, count } of fields.counted)
  say(`${fields.services} services exported to ${to}: ${count} fields in ${place} and no loss`)
const missed = [...totals.missed, ...fields.missed, ...alarms.missed, ...inference.flatMap(({ missed }) => missed)]
for (const line of missed) say(`missed: ${line}`)
process.exit(missed.length > 0 ? 1 : 0)

async function exportSome(tryThem) {
  await import('./setup/text-imports.mjs')
  try {
    const { failed, lines, said } = await tryThem({ seed: numberOf('--seed', 1), count: numberOf('--count', 30) })
    for (const line of lines) say(`missed: ${line}`)
    say(said)
    process.exitCode = failed > 0 ? 1 : 0
  } finally {
    await workplace.remove()
  }
  process.exit()
}

async function asCdk(choice) {
  const { tryCdk } = await import('./corpus/cdk.mjs')
  const toolchain = process.env.MICROCOSM_CDK_TOOLCHAIN ?? (await ensureCdkToolchain()).path
  if (!toolchain) throw new Error('The packages of AWS CDK could not be installed.')
  const made = await tryCdk(cases, workplace, { ...choice, toolchain })
  const { tried, failed } = made
  return { ...made, said: `${tried - failed} of ${tried} imports are AWS CDK applications that compile, synthesize and pass their tests` }
}

async function toKubernetes(choice) {
  const { tryKubernetes } = await import('./corpus/kubernetes.mjs')
  const [kubectl, helm] = [await ensureKubectl(), await ensureHelm()]
  for (const tool of [kubectl, helm]) if (!tool.ok) throw new Error(tool.reason)
  const made = await tryKubernetes(cases, workplace, { ...choice, kubectl: kubectl.path, helm: helm.path })
  const { tried, failed, objects } = made
  return {
    ...made,
    said: `${tried - failed} of ${tried} imports are built by kustomize, base and overlays, and rendered by Helm: ${objects} objects`,
  }
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
