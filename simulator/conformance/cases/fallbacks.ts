import { type ConformanceCase, toCase } from '../case.ts'
import * as fallbacks from '../formulas/fallbacks.ts'
import { journey, perRequest } from '../metrics.ts'

/** Calls that may fail without failing their request. */

const independent = 'independent failures'

export const fallbackCases: ConformanceCase[] = [
  toCase({
    name: 'graceful degradation',
    design: 'fallback',
    parameters: {
      needed: 'components.needed.failureRate',
      extras: 'components.extras.failureRate',
      primary: 'components.primary.failureRate',
      spare: 'components.spare.failureRate',
      firstMs: 'components.primary.work.time',
      fallbackMs: 'components.spare.work.time',
    },
    rows: [
      [journey.failed, fallbacks.failedShare, 0.0347, 2, `${independent}: 1-(1-n)(1-p s)`],
      [journey.degraded, fallbacks.degradedShare, 0.3479, 1, `${independent}: 1-failed-(1-n)(1-e)(1-p)`],
      [journey.inFull, (calls) => 300 * fallbacks.inFullShare(calls), 185.22, 1, `${independent}: lambda(1-n)(1-e)(1-p)`],
      [
        journey.meanResponse,
        (calls) => fallbacks.answerMs(calls, calls.firstMs, calls.fallbackMs),
        11.44670051,
        0.5,
        'T1+T2 p(1-s)/(1-p s)',
      ],
      [
        perRequest('fallback_calls_per_request', ({ connections }) => connections['server->spare']?.throughput),
        ({ primary }) => primary,
        0.3,
        1,
        'one for each call that failed',
      ],
    ],
    others: [{ values: { primary: 0.6, spare: 0.5 } }, { values: { extras: 0.5, needed: 0.1, spare: 0 } }],
  }),
]
