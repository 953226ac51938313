import { type ConformanceCase, toCase } from '../case.ts'
import * as balancing from '../formulas/balancing.ts'
import { journey, server } from '../metrics.ts'

/** Weights, health checks, outlier ejection and slow start. */

const rate = 'components.clients.rate'
const connection = 'connections.clients->server'
/** As the designs say it, in a list and in a fault. */
const weight = 3
const diesEvery = 300_000

export const balancingCases: ConformanceCase[] = [
  toCase({
    name: 'weights 3 and 1',
    design: 'weighted-replicas',
    parameters: { rate, work: 'components.server.work.time' },
    rows: [
      [
        server.meanResponse,
        (queue) => balancing.weightedResponse(queue, weight),
        1.657754011,
        1,
        'two M/M/1: the mean of 1/(mu-p_i lambda) by the shares p_i',
      ],
    ],
    others: [{ values: { rate: 900 } }],
  }),
  toCase({
    name: 'health checks find a dead replica',
    design: 'health-checks',
    parameters: { interval: `${connection}.healthChecks.interval`, unhealthy: `${connection}.healthChecks.unhealthy` },
    rows: [
      [
        journey.failed,
        (checks) => balancing.undetectedShare({ ...checks, every: diesEvery }),
        0.004166666667,
        3,
        '(u-1/2)i/2 of each time between deaths',
      ],
    ],
    others: [{ values: { unhealthy: 5 } }, { values: { interval: 2000 } }],
  }),
  toCase({
    name: 'outlier ejection',
    design: 'outlier-ejection',
    parameters: {
      rate,
      consecutive: `${connection}.outliers.consecutive`,
      interval: `${connection}.outliers.interval`,
      ejection: `${connection}.outliers.ejection`,
    },
    rows: [[journey.failed, balancing.ejectedShare, 0.02380952381, 1.5, 'n failures in each 2n/lambda + e + i/2 (renewal reward)']],
    others: [{ values: { consecutive: 2 } }, { values: { ejection: 6000 } }],
  }),
  toCase({
    name: 'slow start',
    design: 'slow-start',
    parameters: { rate },
    seeds: 2,
    rows: [[journey.failed, () => balancing.slowStartShare(), 0.3112539009, 1, 'integral of v/(1+v), v from 1/10 to 1']],
  }),
]
