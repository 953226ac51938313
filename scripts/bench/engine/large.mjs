// Fifty components for up to half an hour of simulated time: wall time, and whether memory grows with simulated time. It does up
// to ten minutes, because the result's series grow by a frame each second until they have 600. Each run has a process of its own,
// so that its highest use of memory is its own.
import { fileURLToPath } from 'node:url'
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { lastLine, run, say } from '../../setup/shell.mjs'
import { workerPath } from './compare-speed.mjs'
import { large } from './designs.mjs'

const minutes = [2, 10, 30]

export async function measureLarge() {
  say('Fifty components, 1,000 requests/s offered')
  for (const length of minutes) {
    const result = await run(process.execPath, ['--no-warnings', fileURLToPath(import.meta.url), String(length)])
    if (!result.ok) throw new Error(lastLine(result))
    const { wallSeconds, megabytes, requests, events } = JSON.parse(result.stdout)
    say(`  ${length} simulated minutes: ${wallSeconds.toFixed(1)} s, ${megabytes} MB at most, ${requests} requests, ${events} events`)
  }
  return { wrong: false }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pool = new PredictPool(workerPath, 1)
  const begun = performance.now()
  const design = large(Number(process.argv[2]) * 60)
  const [result] = await pool.predictAll([{ design, scenario: 'long', seed: 1 }], new AbortController().signal)
  const wallSeconds = (performance.now() - begun) / 1000
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const requests = Math.round(result.journeys.default.throughput * (result.duration - result.warmup))
  console.log(JSON.stringify({ wallSeconds, megabytes, requests, events: result.events }))
  await pool.close()
}
