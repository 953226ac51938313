import type { Design } from '../../app/design/design.ts'
import type { Engine, StopSignal } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'

/** What most designs are made of: calls with a timeout, several at once, a pool, a cache, a broker. It is drawn nowhere. */
const usual: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 1000 },
    gateway: { kind: 'service', concurrency: 4, work: { time: '0.5ms', distribution: 'exponential' } },
    orders: { kind: 'service', replicas: 2, concurrency: 8, holdsWorker: false, work: { time: '3ms', distribution: 'exponential' } },
    prices: { kind: 'service', concurrency: 8, work: { time: '2ms', distribution: 'lognormal' } },
    cache: { kind: 'redis' },
    store: { kind: 'postgres', work: { time: '3ms', distribution: 'exponential' } },
  },
  connections: [
    { from: 'users', to: 'gateway', protocol: 'http' },
    { from: 'gateway', to: 'orders', protocol: 'http', latency: '0.2ms', timeout: '1s' },
    { from: 'orders', to: 'prices', protocol: 'http', latency: '0.2ms', timeout: '1s', order: 1 },
    { from: 'orders', to: 'cache', protocol: 'redis', order: 1 },
    { from: 'prices', to: 'store', protocol: 'postgres', pool: { size: 20 }, retries: { attempts: 2 } },
  ],
  scenarios: { start: { duration: '25s' } },
}

/** Predicts once for nobody, so that the code is compiled when somebody presses Predict. Ends within a breath of the signal. */
export async function warmUp(predict: Engine, signal: StopSignal): Promise<RunEvent['type'] | undefined> {
  let last: RunEvent['type'] | undefined
  for await (const { type } of predict({ design: usual, scenario: 'start', seed: 1, signal }).events) last = type
  return last
}
