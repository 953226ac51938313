// Simulated requests per second of processor time: ours through a thread of the pool as it is shipped, SimPy, and a hand-written loop in
// C++ that can do nothing but this one system. Processor time, the best of several runs, so that other programs matter little.
import { join } from 'node:path'
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { lastLine, projectRoot, run, say } from '../../setup/shell.mjs'
import { ensureSystemPackages } from '../../setup/system.mjs'
import { buildLoop } from './build-loop.mjs'

export const workerPath = join(projectRoot, 'out', 'main', 'predict-worker.mjs')
const runs = { ours: 5, limit: 3, peer: 2 }
const here = join(projectRoot, 'scripts', 'bench', 'engine')

export async function compareSpeed(subject) {
  say(`${subject.title}: requests simulated per second of processor time, one thread, best of ${Object.values(runs).join(', ')} runs`)
  const ours = { name: 'Microcosm', role: 'ours', ...(await best(runs.ours, () => runOurs(subject))) }
  const others = [
    await measured('C++ loop (the limit)', 'limit', () => runLoop(subject)),
    await measured('SimPy', 'peer', () => runSimPy(subject)),
  ].filter((row) => row !== undefined)
  const rows = [ours, ...others]
  const expected = subject.exactMs ?? others.find(({ role }) => role === 'limit')?.meanMs ?? ours.meanMs
  console.table(
    rows.map(({ name, role, perSecond, meanMs }) => ({
      engine: name,
      'requests/s': Math.round(perSecond).toLocaleString('en'),
      'Microcosm is': `${(ours.perSecond / perSecond).toPrecision(3)} x`,
      'mean response ms': Number(meanMs.toFixed(3)),
      'off by': `${((meanMs / expected - 1) * 100).toFixed(2)} %`,
      allowed: `${subject.tolerance[role] * 100} %`,
    })),
  )
  const wrong = rows.filter(({ role, meanMs }) => Math.abs(meanMs / expected - 1) > subject.tolerance[role])
  for (const { name } of wrong) console.error(`${name} gives a wrong answer: ${expected.toFixed(3)} ms is right.`)
  return { wrong: wrong.length > 0 }

  async function measured(name, role, once) {
    const result = await best(runs[role], once)
    if ('missing' in result) say(`  ${name} was left out: ${result.missing}`)
    return 'missing' in result ? undefined : { name, role, ...result }
  }
}

async function best(times, once) {
  let found
  for (let i = 0; i < times; i++) {
    const result = await once()
    if ('missing' in result) return result
    if (!found || result.perSecond > found.perSecond) found = result
  }
  return found
}

let pool

async function runOurs({ design, ratePerSecond, requests }) {
  pool ??= new PredictPool(workerPath, 1)
  const begun = process.cpuUsage()
  const [result] = await pool.predictAll(
    [{ design, seed: 1, durationSeconds: requests.ours / ratePerSecond }],
    new AbortController().signal,
  )
  const { user, system } = process.cpuUsage(begun)
  return { perSecond: requests.ours / ((user + system) / 1e6), meanMs: result.journeys.default.latency.mean }
}

async function runLoop({ source, requests, nodes }) {
  const loop = await buildLoop(source)
  return loop.ok ? readFigures(await run(loop.path, [String(requests.limit), ...nodes.split(' ')])) : { missing: loop.reason }
}

async function runSimPy({ script, requests, nodes }) {
  const installed = await ensureSystemPackages([['python3-simpy3', 'python3-simpy']])
  if (!installed.ok) return { missing: installed.reason }
  // The system's own Python, because that is where its packages are.
  return readFigures(await run('/usr/bin/python3', [join(here, script), String(requests.peer), ...nodes.split(' ')]))
}

/** A sample line: 300000 2.0516 4.9551, which are requests, seconds of processor time and the mean response in ms. */
function readFigures(result) {
  if (!result.ok) return { missing: `it does not run here: ${lastLine(result)}` }
  const [served, seconds, meanMs] = result.stdout.trim().split(' ').map(Number)
  return { perSecond: served / seconds, meanMs }
}
