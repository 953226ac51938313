import type { Retries } from '../../../app/design/call-policies.ts'
import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

/** What their program's rules come to, restated and played over 100 runs: calls until all of 100 clients have written. */
const notOurs = { 'decorrelated jitter': 1007, 'equal jitter': 812 }

const clients = 100
const seconds = 600

/** A read and a write are one call that takes what lies between them, the way back and there again: 20 ms with twice the variance. */
const variation = (Math.SQRT2 * 2) / 20
/** Uniform as far to either side as gives a standard deviation of 2 ms. */
const jitter = `${Math.sqrt(3) * 2}ms`

function row(figure: string, theirs: number, backoff: Partial<Retries>): PublishedRow {
  return {
    figure: `calls, ${figure}`,
    theirs,
    unit: '',
    tolerance: 0.03,
    runs: 30,
    design: toDesign(
      {
        clients: { kind: 'traffic', trace: { times: Array.from({ length: clients }, () => '0ms') } },
        app: { kind: 'service', concurrency: 1000, work: { time: '0ms', distribution: 'constant' } },
        database: {
          kind: 'postgres',
          connections: 1000,
          work: { time: '20ms', distribution: 'gamma', cv: variation },
          rows: { keys: 1 },
          locking: 'optimistic',
        },
      },
      [
        call('clients', 'app'),
        call('app', 'database', {
          protocol: 'postgres',
          latency: '10ms',
          jitter,
          retries: { attempts: 1000, maxBackoff: '2s', on: ['conflict'], ...backoff },
        }),
      ],
      { duration: `${seconds}s` },
    ),
    read: ({ connections }) => (connections['app->database']?.throughput ?? Number.NaN) * seconds,
  }
}

export const awsJitter: PublishedResult = {
  title: "AWS's backoff and jitter under contention",
  source:
    'M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog (2015), https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, with its simulator, https://github.com/aws-samples/aws-arch-backoff-simulator',
  about:
    'Clients read one row and write it back; a write succeeds if nobody wrote in between, and is tried again after a backoff. The post shows curves; theirs is what their rules, played with their parameters (network 10 ms ± 2 ms, base 5 ms, cap 2 s, 100 clients, 100 runs), come to until all have written. Their first wait is twice the base.',
  rows: [
    row('no backoff', 2422, {}),
    row('exponential backoff', 1871, { backoff: '10ms' }),
    row('full jitter', 795, { backoff: '10ms', jitter: true }),
  ],
  notExpressed: [
    `Equal and decorrelated jitter (${Object.entries(notOurs)
      .map(([name, calls]) => `${calls} calls with ${name}`)
      .join(', ')}): a backoff here is exponential, or with full jitter.`,
    'Their network delay is normal, ours uniform of the same mean and variance.',
  ],
}
