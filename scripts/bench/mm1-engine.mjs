// M/M/1 on the prediction engine with all its features compiled in: a source of 800/s, a station with one worker of 1 ms.
import { createPredict } from '../../simulator/engine/predict.ts'

const design = {
  microcosm: 1,
  components: {
    source: { kind: 'traffic', rate: 800 },
    station: { kind: 'service', concurrency: 1, work: { time: '1ms', distribution: 'exponential' } },
  },
  connections: [{ from: 'source', to: 'station', protocol: 'http' }],
}

export async function runEngine(requests) {
  const signal = { aborted: false, addEventListener() {}, removeEventListener() {} }
  const begun = process.cpuUsage()
  const run = createPredict(() => Promise.resolve())({ design, seed: 1, durationSeconds: requests / 800, signal })
  for await (const event of run.events) {
    if (event.type === 'failed') throw new Error(event.message)
    if (event.type !== 'result') continue
    const { user, system } = process.cpuUsage(begun)
    const { latency } = event.result.components.station
    return { requests, seconds: (user + system) / 1e6, meanMs: latency.mean }
  }
}
