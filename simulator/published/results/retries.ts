import type { Retries } from '../../../app/design/call-policies.ts'
import type { Result } from '../../../app/run/result.ts'
import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

const rate = 200

/** Each call that succeeds earns a tenth of a retry. */
const tokens = { perSuccess: 0.1, most: 10 }

function row(figure: string, theirs: number, failureRate: number, retries: Retries | undefined, read: PublishedRow['read']): PublishedRow {
  return {
    figure,
    theirs,
    unit: '',
    tolerance: 0.03,
    design: toDesign(
      { clients: { kind: 'traffic', rate }, server: { kind: 'service', concurrency: 1000, work: { time: '1ms' }, failureRate } },
      [call('clients', 'server', retries ? { retries } : {})],
      { duration: '600s', warmup: '60s' },
    ),
    read,
  }
}

/** Attempts for each request that came. */
const work = ({ connections, journeys }: Result) =>
  (connections['clients->server']?.throughput ?? Number.NaN) / (journeys.default?.offered ?? Number.NaN)
const failed = ({ journeys }: Result) => journeys.default?.errorRate ?? null

export const brookerRetries: PublishedResult = {
  title: "Brooker's retries",
  source: 'M. Brooker, Fixing retries with token buckets and circuit breakers (2022), https://brooker.co.za/blog/2022/02/28/retries.html',
  about:
    'What retries do to the work of a server that fails a share of its calls. The text gives the ends of each curve; the curves themselves are pictures without numbers.',
  rows: [
    row('work without retries, all calls fail', 1, 1, undefined, work),
    row('failures without retries, half of the calls fail', 0.5, 0.5, undefined, failed),
    row('work with three retries, all calls fail (1 + N)', 4, 1, { attempts: 3 }, work),
    row(
      'work with three retries and his bucket, a twentieth of the calls fails (as N retries)',
      1 + 0.05 + 0.05 ** 2 + 0.05 ** 3,
      0.05,
      { attempts: 3, tokens },
      work,
    ),
    {
      ...row('work with his bucket, half of the calls fail (like 0.1 retries)', 1.1, 0.5, { attempts: 3, tokens }, work),
      // Half of the attempts succeed and earn a tenth each: r = 0.05 (1 + r) retries for each call.
      exact: 1 + 0.05 / 0.95,
    },
  ],
  notExpressed: [
    'His breaker for retries alone: a circuit breaker here stops first tries as well.',
    'He gives the share that still fails after N retries as the N-th power; with a first try and N retries it is the power of N + 1, which is what a prediction shows.',
  ],
}

export const googleRetryBudgets: PublishedResult = {
  title: "Google's retry budgets",
  source: 'Google, Site Reliability Engineering (2016), chapter 21, Handling Overload, https://sre.google/sre-book/handling-overload/',
  about: 'A backend turns everything away. Up to three attempts for each request, and then a budget of a tenth for each client beside it.',
  rows: [
    row('load with three attempts', 3, 1, { attempts: 2 }, work),
    row('load with a retry budget of 10 %', 1.1, 1, { attempts: 2, budget: 0.1 }, work),
  ],
  notExpressed: ['The counters of attempts in each request, by which a backend tells its callers not to retry.'],
}
