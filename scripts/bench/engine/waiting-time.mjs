// How long somebody waits: from the press of Predict to the result, and for a sweep. Wall time, on threads as in the program.
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { startPredict } from '../../../simulator/predict/start-predict.ts'
import { sweep } from '../../../simulator/predict/sweep.ts'
import { say } from '../../setup/shell.mjs'
import { workerPath } from './compare-speed.mjs'
import { shop } from './designs.mjs'

const presses = 7
const points = 50
const { signal } = new AbortController()

export async function measurePicture() {
  const seconds = []
  const processor = []
  for (let seed = 0; seed < presses; seed++) {
    const begun = process.cpuUsage()
    seconds.push(await press(seed))
    const { user, system } = process.cpuUsage(begun)
    processor.push((user + system) / 1e6)
  }
  seconds.sort((a, b) => a - b)
  say('Ten components x 1,000 requests/s x 60 s, from the press to the result, a new thread each time')
  say(
    `  best of ${presses}: ${seconds[0].toFixed(2)} s, median ${seconds[Math.floor(presses / 2)].toFixed(2)} s; processor time at best ${Math.min(...processor).toFixed(2)} s`,
  )
  return { wrong: false }
}

async function press(seed) {
  const begun = performance.now()
  for await (const event of startPredict({ design: shop, scenario: 'rush', seed, signal }, workerPath).events) {
    if (event.type === 'failed') throw new Error(event.message)
    if (event.type === 'result') return (performance.now() - begun) / 1000
  }
  throw new Error('The prediction ended without a result')
}

export async function measureSweep() {
  const pool = new PredictPool(workerPath, 2)
  const values = Array.from({ length: points }, (_, i) => 500 + 10 * i)
  const begun = performance.now()
  await sweep(pool, { design: shop, scenario: 'rush', seed: 1 }, 'components.source.rate', values, signal)
  const seconds = (performance.now() - begun) / 1000
  await pool.close()
  say(`A sweep of the same design over ${points} rates from 500 to 990 requests/s, on two threads: ${seconds.toFixed(1)} s`)
  return { wrong: false }
}
