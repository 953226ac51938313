import { type ConformanceCase, toCase } from '../case.ts'
import * as calls from '../formulas/calls.ts'
import * as queues from '../formulas/queues.ts'
import { server } from '../metrics.ts'

/** Stations that turn requests away, or that requests leave. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const servers = 'components.server.concurrency'
const places = 'components.server.queueLimit'

const kleinrock = 'Kleinrock I (1975) 3.6'

export const limitCases: ConformanceCase[] = [
  toCase({
    name: 'M/M/1/10 lambda=900',
    design: 'mm1k-busy',
    parameters: { rate, work, servers, places },
    rows: [
      [server.rejected, queues.turnedAway, 0.05081373133, 1.5, `${kleinrock}: (1-rho)rho^K/(1-rho^{K+1})`],
      [server.goodput, queues.acceptedPerSecond, 854.2676418, 0.5, `${kleinrock}: lambda(1-P_K)`],
      [server.meanResponse, queues.acceptedResponse, 4.646600672, 1, `${kleinrock}: L/(lambda(1-P_K))`],
    ],
    others: [{ values: { places: 4 } }, { values: { servers: 4, places: 16, rate: 4400 } }],
  }),
  toCase({
    name: 'M/M/1/10 lambda=1500',
    design: 'mm1k-overloaded',
    parameters: { rate, work, servers, places },
    rows: [
      [server.rejected, queues.turnedAway, 0.3372320801, 1.5, `${kleinrock}: (1-rho)rho^K/(1-rho^{K+1})`],
      [server.goodput, queues.acceptedPerSecond, 994.1518798, 0.5, `${kleinrock}: lambda(1-P_K)`],
      [server.meanResponse, queues.acceptedResponse, 8.176475657, 1, `${kleinrock}: L/(lambda(1-P_K))`],
    ],
    others: [{ values: { rate: 1200, places: 19 } }],
  }),
  toCase({
    name: 'Erlang B, 10 servers a=8',
    design: 'erlang-b',
    parameters: { rate, work, servers },
    rows: [[server.rejected, queues.erlangB, 0.1216610643, 1.5, 'Erlang B: Gross et al. (2008) 2.4']],
    others: [{ values: { servers: 5, rate: 4 } }, { values: { servers: 20, rate: 20 } }],
  }),
  toCase({
    name: 'Erlang B, constant work',
    design: 'erlang-b-constant',
    parameters: { rate, work, servers },
    rows: [[server.rejected, queues.erlangB, 0.1216610643, 1.5, 'Sevastyanov (1957): insensitive to the distribution']],
    others: [{ values: { servers: 5, rate: 4 } }],
  }),
  toCase({
    name: 'constant patience: M/M/1+D',
    design: 'queue-timeout',
    parameters: { rate, work, deadline: 'components.server.queueTimeout' },
    rows: [
      [server.abandoned, calls.deadlineShare, 0.1688138426, 1.5, 'Barrer (1957); Baccelli and Hebuterne (1981)'],
      [server.goodput, (queue) => queue.rate * (1 - calls.deadlineShare(queue)), 997.4233888, 0.5, 'lambda(1-P)'],
    ],
    others: [{ values: { deadline: 5 } }, { values: { rate: 1500, deadline: 10 } }],
  }),
  toCase({
    name: 'exponential patience: M/M/1+M',
    design: 'queue-timeout-exponential',
    parameters: { rate, work, patience: 'components.server.queueTimeout.time' },
    rows: [[server.abandoned, calls.impatientShare, 0.2163593563, 1.5, 'Erlang A (Palm 1957)']],
    others: [{ values: { patience: 5 } }, { values: { rate: 1500 } }],
  }),
  toCase({
    name: 'token bucket 100/s, burst 20, at 120/s',
    design: 'token-bucket',
    parameters: { rate, refill: 'components.server.rateLimit.rate', burst: 'components.server.rateLimit.burst' },
    rows: [[server.rejected, calls.refusedByBucket, 0.1667626655, 1.5, 'M/D/1/K with K=burst (Berger and Whitt 1992)']],
    others: [{ values: { burst: 5 } }, { values: { rate: 200, burst: 10 } }],
  }),
  toCase({
    name: 'token bucket, burst of 200 at once',
    design: 'token-bucket-burst',
    parameters: { burst: 'components.server.rateLimit.burst' },
    rows: [[server.admitted, ({ burst }) => burst, 50, 0, 'a full bucket lets through what it holds']],
    others: [{ values: { burst: 17 } }],
  }),
]
