import { type ConformanceCase, toCase } from '../case.ts'
import { gammaResponseQuantile } from '../formulas/general-work.ts'
import * as queues from '../formulas/queues.ts'
import { server } from '../metrics.ts'

/** One station with one queue. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const servers = 'components.server.concurrency'
const cv = 'components.server.work.cv'

const kleinrock = 'Kleinrock, Queueing Systems I (1975) 3.2'
const erlangC = 'Erlang C: Gross et al., Fundamentals of Queueing Theory (2008) 2.3'
const khinchine = 'Pollaczek and Khinchine: Kleinrock I (1975) 5.6'

const p99Wait = (queue: queues.Queue & { servers: number }) => queues.waitQuantile(0.99, queue)
const response = (p: number) => (queue: queues.Queue & { servers: number }) => queues.responseQuantile(p, queue)
const inSystem = (queue: queues.Queue & { servers: number }) => (queue.rate * queues.meanResponse(queue)) / 1000
const responseOf = (wait: (queue: queues.Queue & { cv: number }) => number) => (queue: queues.Queue & { cv: number }) =>
  wait(queue) + queue.work

export const queueCases: ConformanceCase[] = [
  toCase({
    name: 'M/M/1 rho=0.5',
    design: 'mm1-half',
    parameters: { rate, work, servers },
    rows: [
      [server.meanResponse, queues.meanResponse, 2, 0.5, `${kleinrock}: 1/(mu-lambda)`],
      [server.meanWait, queues.meanWait, 1, 1, `${kleinrock}: rho/(mu-lambda)`],
      [server.meanInSystem, inSystem, 1, 0.5, `${kleinrock}: rho/(1-rho)`],
      [server.p99Response, response(0.99), 9.210340372, 1, `${kleinrock}: the response time is exponential`],
    ],
    others: [{ values: { rate: 250 } }, { values: { work: 0.4 } }],
  }),
  toCase({
    name: 'M/M/1 rho=0.8',
    design: 'mm1',
    parameters: { rate, work, servers },
    rows: [
      [server.meanResponse, queues.meanResponse, 5, 1, `${kleinrock}: 1/(mu-lambda)`],
      [server.meanWait, queues.meanWait, 4, 1.2, `${kleinrock}: rho/(mu-lambda)`],
      [server.meanInSystem, inSystem, 4, 1, `${kleinrock}: rho/(1-rho)`],
      [server.utilisation, queues.load, 0.8, 0.5, 'utilisation law: lambda E[S]'],
      [server.chanceToWait, queues.chanceToWait, 0.8, 0.5, 'Poisson arrivals see time averages (Wolff 1982)'],
      [server.p50Response, response(0.5), 3.465735903, 1, `${kleinrock}: the response time is exponential`],
      [server.p95Response, response(0.95), 14.97866137, 1.5, `${kleinrock}: the response time is exponential`],
      [server.little, () => 1, 1, 1, 'Little (1961): L = X W; of W, what chance did is taken out'],
    ],
    others: [{ values: { rate: 600 } }, { values: { rate: 70, work: 10 }, scenario: 'full' }],
  }),
  toCase({
    name: 'M/M/1 rho=0.8, tails',
    design: 'mm1',
    scenario: 'tails',
    quick: 'none',
    parameters: { rate, work, servers },
    rows: [
      [server.p99Response, response(0.99), 23.02585093, 1.5, `${kleinrock}: the response time is exponential`],
      [server.p999Response, response(0.999), 34.53877639, 3, `${kleinrock}: the response time is exponential`],
      [server.p99Wait, p99Wait, 21.91013317, 1.5, `${kleinrock}: P(wait>t) = rho e^{-(mu-lambda)t}`],
    ],
    others: [{ values: { rate: 500 }, scenario: 'full' }],
  }),
  toCase({
    name: 'M/M/1 rho=0.95',
    design: 'mm1-busy',
    quick: 'none',
    parameters: { rate, work, servers },
    rows: [
      [server.meanResponse, queues.meanResponse, 20, 2, `${kleinrock}: 1/(mu-lambda)`],
      [server.utilisation, queues.load, 0.95, 0.5, 'utilisation law: lambda E[S]'],
      [server.p99Response, response(0.99), 92.10340372, 4, `${kleinrock}: the response time is exponential`],
    ],
  }),
  toCase({
    name: 'M/M/2 rho=0.8',
    design: 'mm2',
    parameters: { rate, work, servers },
    rows: [
      [server.chanceToWait, queues.chanceToWait, 0.7111111111, 1, erlangC],
      [server.meanWait, queues.meanWait, 1.777777778, 2, `${erlangC}: C/(c mu-lambda)`],
      [server.meanResponse, queues.meanResponse, 2.777777778, 1, erlangC],
      [server.p99Wait, p99Wait, 10.660609, 3, `${erlangC}: P(wait>t) = C e^{-(c mu-lambda)t}`],
    ],
    others: [{ values: { rate: 1200 } }, { values: { servers: 3, rate: 2000 } }],
  }),
  toCase({
    name: 'M/M/4 rho=0.8',
    design: 'mm4',
    parameters: { rate, work, servers },
    rows: [
      [server.chanceToWait, queues.chanceToWait, 0.5964324718, 1, erlangC],
      [server.meanWait, queues.meanWait, 0.7455405897, 2, `${erlangC}: C/(c mu-lambda)`],
      [server.meanResponse, queues.meanResponse, 1.74554059, 1, erlangC],
      [server.p99Wait, p99Wait, 5.110476168, 3, `${erlangC}: P(wait>t) = C e^{-(c mu-lambda)t}`],
      [server.p99Response, response(0.99), 6.893203749, 1.5, `${erlangC}: wait and work together`],
    ],
    others: [{ values: { servers: 8, rate: 6400 } }, { values: { rate: 300, work: 10 }, scenario: 'full' }],
  }),
  toCase({
    name: 'M/M/50 rho=0.9',
    design: 'mm50',
    quick: 'none',
    parameters: { rate, work, servers },
    rows: [
      [server.chanceToWait, queues.chanceToWait, 0.3638644672, 1, erlangC],
      [server.meanWait, queues.meanWait, 0.07277289344, 4, `${erlangC}: C/(c mu-lambda)`],
      [server.meanResponse, queues.meanResponse, 1.072772893, 2, erlangC],
      [server.p99Wait, p99Wait, 0.7188392725, 5, `${erlangC}: P(wait>t) = C e^{-(c mu-lambda)t}`],
    ],
    others: [{ values: { servers: 20, rate: 16000 }, scenario: 'full' }],
  }),
  toCase({
    name: 'M/E2/1 rho=0.8',
    design: 'm-e2-1',
    quick: 'none',
    parameters: { rate, work, cv },
    rows: [[server.meanWait, queues.generalWait, 3, 1.2, khinchine]],
    others: [
      { values: { cv: 0.5 }, scenario: 'short' },
      { values: { rate: 600, cv: 1.4 }, scenario: 'short' },
    ],
  }),
  toCase({
    name: 'M/G/1 lognormal cv=2 rho=0.7',
    design: 'mg1-lognormal-0.7',
    quick: 'none',
    parameters: { rate, work, cv },
    rows: [[server.meanWait, queues.generalWait, 5.833333333, 3, khinchine]],
    others: [{ values: { rate: 400, cv: 1.5 }, scenario: 'short' }],
  }),
  toCase({
    name: 'M/G/1 lognormal cv=2 rho=0.8',
    design: 'mg1-lognormal-0.8',
    quick: 'none',
    parameters: { rate, work, cv },
    rows: [[server.meanResponse, responseOf(queues.generalWait), 11, 4, khinchine]],
  }),
  toCase({
    name: 'M/G/1 gamma cv=2 rho=0.8',
    design: 'mg1-gamma',
    quick: 'none',
    parameters: { rate, work, cv },
    rows: [
      [server.meanResponse, responseOf(queues.generalWait), 11, 4, khinchine],
      [server.p99Response, (queue) => gammaResponseQuantile(0.99, queue), 57.79787104, 4, `${khinchine}: its transform, inverted`],
    ],
  }),
  toCase({
    name: 'M/D/1 rho=0.8',
    design: 'md1',
    parameters: { rate, work },
    rows: [
      [server.meanWait, (queue) => queues.generalWait({ ...queue, cv: 0 }), 2, 1.2, khinchine],
      [
        server.p99Wait,
        (queue) => queues.evenWorkWaitQuantile(0.99, queue),
        10.35588679,
        3,
        "Erlang's distribution of the wait: Gross et al. (2008) 5.1",
      ],
    ],
    others: [{ values: { rate: 500 } }],
  }),
  toCase({
    name: 'D/M/1 rho=0.8',
    design: 'dm1',
    quick: 'none',
    parameters: { rate, work },
    rows: [
      [server.meanResponse, queues.evenArrivalsResponse, 2.69273084, 1, 'GI/M/1: Kleinrock I (1975) 6.4'],
      [
        server.p99Response,
        (queue) => queues.evenArrivalsResponse(queue) * Math.log(100),
        12.40048378,
        1.5,
        'GI/M/1: response is exponential',
      ],
    ],
    others: [
      { values: { rate: 500 }, scenario: 'short' },
      { values: { rate: 700 }, scenario: 'short' },
    ],
  }),
]
