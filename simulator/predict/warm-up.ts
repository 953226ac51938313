import type { Design } from '../../app/design/design.ts'
import type { Engine, StopSignal } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'

/** What most designs are made of: calls with a timeout, several at once, a pool, a cache, a broker. It is drawn nowhere. */
const usual: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 500 },
    gateway: { kind: 'service', concurrency: 1, holdsWorker: false, work: { time: '0.5ms', distribution: 'exponential' } },
    login: { kind: 'service', concurrency: 4, holdsWorker: false, work: { time: '1ms', distribution: 'exponential' } },
    orders: { kind: 'service', concurrency: 8, holdsWorker: false, work: { time: '2ms', distribution: 'exponential' } },
    prices: { kind: 'service', concurrency: 8, work: { time: '2ms', distribution: 'lognormal' } },
    offers: { kind: 'service', concurrency: 1, work: { time: '0.5ms', distribution: 'exponential' } },
    stock: { kind: 'service', replicas: 2, concurrency: 8, work: { time: '3ms', distribution: 'exponential' } },
    cache: { kind: 'redis' },
    store: { kind: 'postgres', work: { time: '3ms', distribution: 'exponential' } },
  },
  connections: [
    { from: 'users', to: 'gateway', protocol: 'http', latency: '0.2ms', timeout: '1s' },
    { from: 'gateway', to: 'login', protocol: 'http', latency: '0.2ms', timeout: '1s' },
    { from: 'login', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'prices', protocol: 'http', latency: '0.2ms', timeout: '1s', order: 1 },
    { from: 'orders', to: 'offers', protocol: 'http', latency: '0.2ms', timeout: '1s', order: 1 },
    { from: 'orders', to: 'stock', protocol: 'http', latency: '0.2ms', timeout: '1s', order: 1 },
    { from: 'orders', to: 'cache', protocol: 'redis', order: 1 },
    { from: 'stock', to: 'store', protocol: 'postgres', pool: { size: 20 }, retries: { attempts: 2 } },
  ],
  scenarios: { start: { duration: '25s' } },
}

/** Two runs, because code that has seen but one takes what that one holds for all there is. */
const seeds = [1, 2]

/** Predicts for nobody, so that the code is compiled when somebody presses Predict. Ends within a breath of the signal. */
export async function warmUp(predict: Engine, signal: StopSignal): Promise<RunEvent['type'] | undefined> {
  let last: RunEvent['type'] | undefined
  for (const seed of seeds) {
    for await (const { type } of predict({ design: usual, scenario: 'start', seed, signal }).events) last = type
  }
  return last
}
