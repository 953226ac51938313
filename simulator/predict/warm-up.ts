import type { Design } from '../../app/design/design.ts'
import type { Engine } from '../../app/run/engine.ts'

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

/**
 * Predicts once for nobody, so that the code is compiled when somebody presses Predict. Ends early, within a breath of the
 * engine, when the signal is raised.
 */
export async function warmUp(predict: Engine, signal: { aborted: boolean }): Promise<void> {
  const still = { ...signal, addEventListener: () => {}, removeEventListener: () => {} }
  Object.defineProperty(still, 'aborted', { get: () => signal.aborted })
  for await (const _ of predict({ design: usual, scenario: 'start', seed: 1, signal: still }).events);
}
