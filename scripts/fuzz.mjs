// npm run fuzz [-- --inputs N] [--seed S] [--only TARGET] [--at INDEX]: random inputs for everything that reads what others wrote,
// for every exporter and for the bridge, each in a process that may write into a folder of its own alone. Ends with 1 where an input
// brought down a process, took over two seconds or 500 MB, reached outside of the folder, or was answered without a sentence.
// `--at` tries one input again, by the seed and the number that were printed.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inputsPerProcess, mostBytes } from './fuzz/limits.mjs'
import { runProcess } from './fuzz/run-process.mjs'
import { targets } from './fuzz/targets.mjs'
import { ensureBuild } from './setup/build.mjs'
import { say } from './setup/shell.mjs'

const text = { type: 'string' }
const { values } = parseArgs({ options: { inputs: text, seed: text, only: text, at: text } })
const seed = Number(values.seed ?? 1)
const names = Object.keys(targets).filter((name) => (values.only === undefined ? targets[name].inputs > 0 : name === values.only))
if (names.length === 0) {
  say(`There is no target "${values.only}": choose ${Object.keys(targets).join(', ')}.`)
  process.exit(1)
}
const built = await ensureBuild()
if (!built.ok) {
  say(built.reason)
  process.exit(1)
}
const whole = names.reduce((sum, name) => sum + targets[name].inputs, 0)
const share = values.inputs === undefined ? 1 : Number(values.inputs) / Math.max(1, whole)
const jobs = names.flatMap(toJobs)
const totals = new Map(names.map((name) => [name, { done: 0, accepted: 0, slowestMs: 0, slowest: 0, peakBytes: 0, faults: [] }]))
const begun = performance.now()
const root = await mkdtemp(join(tmpdir(), 'microcosm-fuzz-'))
try {
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
} finally {
  await rm(root, { recursive: true, force: true })
}
summary()

function toJobs(name) {
  const { inputs, ...target } = targets[name]
  if (values.at !== undefined) return [{ name, ...target, seed, from: Number(values.at), to: Number(values.at) + 1 }]
  const count = Math.max(1, Math.round(Math.max(1, inputs) * share))
  const starts = Array.from({ length: Math.ceil(count / inputsPerProcess) }, (_, index) => index * inputsPerProcess)
  return starts.map((from) => ({ name, ...target, seed, from, to: Math.min(count, from + inputsPerProcess) }))
}

async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { name } = job
    const { tally, faults, stoppedAt } = await runProcess(job, root)
    const total = totals.get(name)
    total.faults.push(...faults)
    for (const { index, what } of faults) say(`${name}, --seed ${seed} --at ${index}: ${what}`)
    if (tally) add(total, tally)
    else {
      total.done += stoppedAt - job.from + 1
      // The rest of it is tried by another process, unless nothing there goes well.
      if (total.faults.length < 30 && stoppedAt + 1 < job.to) jobs.unshift({ ...job, from: stoppedAt + 1 })
    }
  }
}

function add(total, { done, accepted, slowestMs, slowest, peakBytes }) {
  total.done += done
  total.accepted += accepted
  if (slowestMs > total.slowestMs) Object.assign(total, { slowestMs, slowest })
  total.peakBytes = Math.max(total.peakBytes, peakBytes)
}

function summary() {
  const rows = [...totals].map(([name, { done, accepted, slowestMs, slowest, peakBytes, faults }]) => [
    name,
    done,
    accepted,
    `${Math.round(slowestMs)} ms (${slowest})`,
    `${Math.round(peakBytes / 1e6)} MB`,
    faults.length,
  ])
  const head = ['target', 'inputs', 'accepted', 'slowest', 'memory', 'faults']
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => String(row[column]).length), title.length))
  for (const row of [head, ...rows]) say(row.map((cell, column) => String(cell).padEnd(widths[column])).join('  '))
  const all = [...totals.values()]
  const sum = (part) => all.reduce((count, total) => count + part(total), 0)
  const over = all.filter(({ peakBytes }) => peakBytes > mostBytes).length
  const minutes = (performance.now() - begun) / 60_000
  const faults = sum(({ faults }) => faults.length)
  say(`${sum(({ done }) => done)} inputs in ${minutes.toFixed(1)} minutes: ${faults} faults, ${over} targets over ${mostBytes / 1e6} MB`)
  process.exit(faults + over > 0 ? 1 : 0)
}
