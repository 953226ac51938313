import { type ConformanceCase, toCase } from '../case.ts'
import * as queues from '../formulas/queues.ts'
import { server, waitOf } from '../metrics.ts'

/** How requests are spread over replicas, in which order they are served, and what keeps a station from serving. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const replicas = 'components.server.replicas'

export const disciplineCases: ConformanceCase[] = [
  toCase({
    name: 'round robin over 2 = E2/M/1',
    design: 'round-robin-2',
    quick: 'none',
    parameters: { rate, work, replicas },
    rows: [[server.meanResponse, queues.roundRobinResponse, 3.843979767, 1, 'E2/M/1: Kleinrock I (1975) 6.4']],
    others: [
      { values: { rate: 1200 }, scenario: 'short' },
      { values: { replicas: 3, rate: 2100 }, scenario: 'short' },
    ],
  }),
  toCase({
    name: 'round robin over 4 = E4/M/1',
    design: 'round-robin-4',
    parameters: { rate, work, replicas },
    rows: [[server.meanResponse, queues.roundRobinResponse, 3.267384, 1.2, 'E4/M/1: Kleinrock I (1975) 6.4']],
  }),
  toCase({
    name: 'random over 4 = 4 x M/M/1',
    design: 'random-4',
    quick: 'none',
    parameters: { rate, work, replicas },
    rows: [[server.meanResponse, randomResponse, 5, 1, 'a Poisson stream that is split is Poisson']],
    others: [
      { values: { rate: 2000 }, scenario: 'short' },
      { values: { replicas: 2, rate: 1400 }, scenario: 'short' },
    ],
  }),
  toCase({
    name: 'least connections over 2',
    design: 'least-connections-2',
    quick: 'none',
    parameters: { rate, work },
    rows: [
      [
        server.meanResponse,
        queues.shorterQueueResponse,
        2.955736618,
        1,
        'join the shorter queue: Flatto and McKean (1977), solved numerically',
      ],
    ],
    others: [
      { values: { rate: 1000 }, scenario: 'short' },
      { values: { rate: 1400 }, scenario: 'short' },
    ],
  }),
  toCase({
    name: 'two choices over 100',
    design: 'two-choices-100',
    parameters: { rate, work, replicas },
    rows: [
      [
        server.meanResponse,
        (queue) => queues.choicesResponse(2, queue),
        1.947363386,
        2,
        'Mitzenmacher (2001), in the limit of many replicas',
      ],
    ],
    others: [{ values: { rate: 60000 } }],
  }),
  toCase({
    name: 'M/M/1 processor sharing rho=0.8',
    design: 'processor-sharing',
    parameters: { rate, work },
    rows: [[server.meanResponse, queues.sharedResponse, 5, 1.5, 'Kleinrock II (1976) 4.4: E[S]/(1-rho)']],
    others: [{ values: { rate: 500 } }],
  }),
  toCase({
    name: 'M/G/1 processor sharing, lognormal cv=2',
    design: 'processor-sharing-lognormal',
    parameters: { rate, work },
    rows: [[server.meanResponse, queues.sharedResponse, 5, 1.5, 'Kleinrock II (1976) 4.4: insensitive to the distribution']],
    others: [{ values: { rate: 600 } }],
  }),
  toCase({
    name: 'M/M/1 latest first rho=0.5',
    design: 'latest-first',
    parameters: { rate, work },
    rows: [
      [
        server.meanWait,
        (queue) => queues.meanWait({ ...queue, servers: 1 }),
        1,
        1.5,
        'any order that does not look at the work: rho/(mu-lambda)',
      ],
      [
        server.p99Wait,
        (queue) => queues.latestFirstWaitQuantile(0.99, queue),
        12.79766213,
        2,
        'a busy period with chance rho: Kleinrock I (1975) 5.8',
      ],
    ],
    others: [{ values: { rate: 600 } }],
  }),
  toCase({
    name: 'non-preemptive priorities',
    design: 'priority',
    parameters: { rate, work, high: 'components.clients.journeys.high', low: 'components.clients.journeys.low' },
    rows: [
      [waitOf('mean_wait_high_ms', 'high', 'server'), (queue) => cobham(queue, 0), 1.142857143, 1.5, 'Cobham (1954): W0/(1-rho1)'],
      [waitOf('mean_wait_low_ms', 'low', 'server'), (queue) => cobham(queue, 1), 5.714285714, 1.5, 'Cobham (1954): W0/((1-rho1)(1-rho))'],
    ],
    others: [{ values: { rate: 600 } }, { values: { rate: 700, high: 5, low: 2 } }],
  }),
  toCase({
    name: 'cores beside connections',
    design: 'database-cpu',
    parameters: { rate, work, servers: 'components.server.cpu' },
    rows: [
      [
        server.meanResponse,
        queues.meanResponse,
        2.777777778,
        1.5,
        'exponential work leaves at the rate min(n, cores) mu, however many connections share them: M/M/2',
      ],
      [server.utilisation, queues.load, 0.8, 0.5, 'of the cores: lambda/(c mu)'],
    ],
    others: [{ values: { rate: 1000 } }],
  }),
  toCase({
    name: 'batches of 5: M[5]/M/1',
    design: 'batch-arrivals',
    parameters: { rate, work, batch: 'components.clients.batch' },
    rows: [[server.meanResponse, queues.batchResponse, 6, 1.2, 'Gross et al. (2008) 3.1: L = rho(1+b)/(2(1-rho))']],
    others: [{ values: { batch: 2 } }, { values: { batch: 10, rate: 300 } }],
  }),
  toCase({
    name: 'set-up after idling',
    design: 'cold-start',
    parameters: { rate, work, setUp: 'components.server.coldStart.time' },
    rows: [[server.meanResponse, queues.setUpResponse, 12.90909091, 1.5, 'Welch (1964): P-K + (2E[D]+lambda E[D^2])/(2(1+lambda E[D]))']],
    others: [{ values: { setUp: 5 } }, { values: { rate: 300 } }],
  }),
  toCase({
    name: 'breakdowns, work preserved',
    design: 'breakdowns',
    quick: 'none',
    parameters: { rate, work, every: 'components.server.breakdowns.every', down: 'components.server.breakdowns.for' },
    rows: [[server.meanResponse, queues.breakdownResponse, 9.272844273, 2.5, 'White and Christie (1958)']],
    others: [{ values: { rate: 300, every: 500, down: 20 }, scenario: 'short' }],
  }),
]

function randomResponse({ rate, work, replicas }: { rate: number; work: number; replicas: number }): number {
  return queues.meanResponse({ rate: rate / replicas, work, servers: 1 })
}

function cobham({ rate, work, high, low }: { rate: number; work: number; high: number; low: number }, rank: number): number {
  return queues.priorityWait(
    [high, low].map((share) => (rate * share) / (high + low)),
    work,
    rank,
  )
}
