// npm run bench: figures as ratios against a named limit and a named peer, measured in this very run, because absolute ones
// change with the machine. Nothing here passes or fails by its time; a wrong answer does fail.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runEngine } from './bench/mm1-engine.mjs'
import { runLimit } from './bench/mm1-limit.mjs'
import { projectRoot } from './setup/shell.mjs'
import { ensureSystemPackages } from './setup/system.mjs'

const exactMs = 1 / (1 - 0.8)
const rows = [row('Lindley recursion (the limit)', runLimit(8_000_000)), row('Microcosm', await runEngine(4_000_000))]
const peer = await runSimPy(200_000)
if (typeof peer === 'string') console.log(`SimPy was left out: ${peer}`)
else rows.push(row('SimPy', peer))

const ours = rows[1].perSecond
console.log(`M/M/1 at utilisation 0.8, mean response ${exactMs.toFixed(2)} ms exactly; one thread, processor time`)
console.table(
  rows.map(({ name, perSecond, meanMs }) => ({
    engine: name,
    'requests/s': Math.round(perSecond),
    'mean response ms': Number(meanMs.toFixed(3)),
    'Microcosm is': `${(ours / perSecond).toPrecision(2)} x`,
  })),
)
const wrong = rows.filter(({ name, meanMs }) => Math.abs(meanMs / exactMs - 1) > (name === 'SimPy' ? 0.1 : 0.03))
if (wrong.length > 0) {
  console.error(`Wrong answers: ${wrong.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

function row(name, { requests, seconds, meanMs }) {
  return { name, perSecond: requests / seconds, meanMs }
}

// A sentence where SimPy cannot be had.
async function runSimPy(requests) {
  const script = join(projectRoot, 'scripts', 'bench', 'mm1-simpy.py')
  const run = () => spawnSync('/usr/bin/python3', [script, String(requests)], { encoding: 'utf8' })
  let result = run()
  if (result.status !== 0) {
    const installed = await ensureSystemPackages([['python3-simpy3', 'python3-simpy']])
    if (!installed.ok) return installed.reason
    result = run()
  }
  if (result.status !== 0) return 'it does not run here'
  const [served, seconds, meanMs] = result.stdout.trim().split(' ').map(Number)
  return { requests: served, seconds, meanMs }
}
