import { type ConformanceCase, toCase } from '../case.ts'
import * as retries from '../formulas/retries.ts'
import { journey, perRequest, server } from '../metrics.ts'

/** Retries on chosen failures and of earned tokens, and a replica that is slower than its siblings. */

const attempts = perRequest('attempts_per_request', ({ connections }) => connections['clients->server']?.throughput)
/** As the design's fault says it. */
const slowness = 3

export const retryCases: ConformanceCase[] = [
  toCase({
    name: 'retries earned by successes',
    design: 'retry-tokens',
    parameters: { fails: 'components.server.failureRate', perSuccess: 'connections.clients->server.retries.tokens.perSuccess' },
    rows: [
      [attempts, retries.earnedAttempts, 1.020408163, 0.2, 'balance of tokens: r = s(1+r)(1-p)'],
      [journey.failed, retries.earnedFailures, 0.8979591837, 0.3, '1-(1+r)(1-p)'],
    ],
    others: [{ values: { fails: 0.5, perSuccess: 0.1 } }, { values: { perSuccess: 2 } }],
  }),
  toCase({
    name: 'retries on timeouts only',
    design: 'retry-on-timeout',
    parameters: {
      fails: 'components.server.failureRate',
      work: 'components.server.work.time',
      timeout: 'connections.clients->server.timeout',
      retries: 'connections.clients->server.retries.attempts',
    },
    rows: [
      [attempts, retries.lateAttempts, 1.391912165, 0.5, '(1-q^n)/(1-q) with q = e^{-tau/m}'],
      [journey.failed, retries.lateFailures, 0.1245913503, 1.5, '1-(1-q^n)(1-p)'],
    ],
    others: [{ values: { timeout: 3 } }, { values: { fails: 0.4, retries: 1 } }],
  }),
  toCase({
    name: 'one slow sibling',
    design: 'slow-sibling',
    parameters: { rate: 'components.clients.rate', work: 'components.server.work.time' },
    rows: [
      [server.meanResponse, (queue) => retries.siblingResponse(queue, slowness), 4.375, 1.5, 'two M/M/1: the mean of 1/(mu_i-lambda/2)'],
    ],
    others: [{ values: { rate: 200 } }],
  }),
]
