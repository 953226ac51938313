// A thousand components against ten: events per second of processor time, the second prediction of each, and the most memory.
// Fifty components for up to half an hour of simulated time: wall time, and whether memory grows with simulated time. It does up
// to ten minutes, because the result's series grow by a frame each second until they have 600. Each run has a process of its own,
// so that its highest use of memory is its own.
import { fileURLToPath } from 'node:url'
import { PredictPool } from '../../../simulator/predict/predict-pool.ts'
import { lastLine, run, say } from '../../setup/shell.mjs'
import { workerPath } from './compare-speed.mjs'
import { large } from './designs.mjs'

const minutes = [2, 10, 30]
const sizes = [1, 100]

export async function measureLarge() {
  say('Fifty components, 1,000 requests/s offered')
  for (const length of minutes) {
    const { wallSeconds, first: megabytes, requests, events } = await predictApart(length, 5)
    say(`  ${length} simulated minutes: ${wallSeconds.toFixed(1)} s, ${megabytes} MB at most, ${requests} requests, ${events} events`)
  }
  return { wrong: false }
}

export async function measureThousand() {
  say('As many requests through a hundred times as many components')
  const seen = []
  for (const copies of sizes) seen.push(await predictApart(1, copies))
  for (const [i, { perSecond, megabytes, first }] of seen.entries()) {
    const ratio = (perSecond / seen[0].perSecond).toPrecision(2)
    say(
      `  ${sizes[i] * 10} components: ${Math.round(perSecond).toLocaleString('en')} events/s, ${ratio} x; ${first} MB at most, ${megabytes} MB after a second prediction`,
    )
  }
  return { wrong: false }
}

async function predictApart(length, copies) {
  const result = await run(process.execPath, ['--no-warnings', fileURLToPath(import.meta.url), String(length), String(copies)])
  if (!result.ok) throw new Error(lastLine(result))
  return JSON.parse(result.stdout)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pool = new PredictPool(workerPath, 1)
  const design = large(Number(process.argv[2]) * 60, Number(process.argv[3]))
  const predict = () => pool.predictAll([{ design, scenario: 'long', seed: 1 }], new AbortController().signal)
  const megabytesNow = () => Math.round(process.resourceUsage().maxRSS / 1024)
  const begun = performance.now()
  const [result] = await predict()
  const wallSeconds = (performance.now() - begun) / 1000
  const first = megabytesNow()
  // Where it is short, code that is still being compiled would hide all else.
  const used = process.cpuUsage()
  if (wallSeconds < 30) await predict()
  const { user, system } = process.cpuUsage(used)
  const perSecond = result.events / ((user + system) / 1e6)
  const requests = Math.round(result.journeys.default.throughput * (result.duration - result.warmup))
  console.log(JSON.stringify({ wallSeconds, megabytes: megabytesNow(), first, requests, events: result.events, perSecond }))
  await pool.close()
}
