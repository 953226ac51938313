// How long somebody waits: from the press of Predict to the result, and for a sweep. Wall time, on threads as in the program.
import { setTimeout } from 'node:timers/promises'
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { PredictThread } from '../../../simulator/predict/predict-thread.ts'
import { sweep } from '../../../simulator/predict/sweep.ts'
import { say } from '../../setup/shell.mjs'
import { workerPath } from './compare-speed.mjs'
import { shop } from './designs.mjs'

const presses = 8
/** Whoever opens the program looks at it for longer before pressing. */
const startUpMs = 1000
const points = 50
const { signal } = new AbortController()

export async function measurePicture() {
  const thread = new PredictThread(workerPath)
  thread.prepare()
  await setTimeout(startUpMs)
  const seen = []
  for (let seed = 0; seed < presses; seed++) seen.push(await press(thread, seed))
  await thread.close()
  const [first, ...others] = seen
  const median = others.map(({ wall }) => wall).sort((a, b) => a - b)[Math.floor(others.length / 2)]
  const least = Math.min(...others.map(({ processor }) => processor))
  say('Ten components x 1,000 requests/s x 60 s, from the press to the result, on the thread that the program keeps ready')
  say(`  the first: ${first.wall.toFixed(2)} s, processor time ${first.processor.toFixed(2)} s`)
  say(`  the ${others.length} after it: median ${median.toFixed(2)} s, processor time at best ${least.toFixed(2)} s`)
  return { wrong: false }
}

/** Seconds on the clock and of processor time. */
async function press(thread, seed) {
  const begun = performance.now()
  const used = process.cpuUsage()
  for await (const event of thread.predict({ design: shop, scenario: 'rush', seed, signal }).events) {
    if (event.type === 'failed') throw new Error(event.message)
    if (event.type !== 'result') continue
    const { user, system } = process.cpuUsage(used)
    return { wall: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 }
  }
  throw new Error('The prediction ended without a result')
}

export async function measureSweep() {
  const pool = new PredictPool(workerPath, 2)
  const values = Array.from({ length: points }, (_, i) => 500 + 10 * i)
  const begun = performance.now()
  const used = process.cpuUsage()
  await sweep(pool, { design: shop, scenario: 'rush', seed: 1 }, 'components.source.rate', values, signal)
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(used)
  await pool.close()
  say(`A sweep of the same design over ${points} rates from 500 to 990 requests/s, on two threads: ${seconds.toFixed(1)} s`)
  say(`  processor time ${((user + system) / 1e6).toFixed(1)} s, of which each thread has half`)
  return { wrong: false }
}
