import { type ConformanceCase, toCase } from '../case.ts'
import * as shedding from '../formulas/shedding.ts'
import { componentMetrics, server } from '../metrics.ts'

/** Controlled delay, adaptive concurrency, and blocking after service. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const second = componentMetrics('second')

export const sheddingCases: ConformanceCase[] = [
  toCase({
    name: 'CoDel under overload',
    design: 'controlled-delay',
    parameters: { rate, work, target: 'components.server.controlledDelay.target' },
    rows: [
      [server.meanResponse, shedding.controlledResponse, 20.5, 1, 'D-1/(lambda-mu)+1/mu of those who are served (Barrer 1957)'],
      [server.goodput, ({ work: ms }) => 1000 / ms, 1000, 1, 'the worker is never idle: mu'],
    ],
    others: [{ values: { target: 10 } }, { values: { rate: 2000 } }],
  }),
  toCase({
    name: 'adaptive concurrency by gradient',
    design: 'adaptive-gradient',
    parameters: {
      rate,
      work,
      buffer: 'components.server.adaptiveConcurrency.buffer',
      min: 'components.server.adaptiveConcurrency.min',
    },
    rows: [[server.meanInSystem, shedding.gradientInSystem, 6.975, 2, 'the first L with floor((1+b)+sqrt(L)) = L (Envoy), less mu/lambda']],
    others: [{ values: { buffer: 9 } }],
  }),
  toCase({
    name: 'adaptive concurrency by AIMD',
    design: 'adaptive-aimd',
    parameters: { rate, work, target: 'components.server.adaptiveConcurrency.target' },
    rows: [[server.meanInSystem, shedding.sawInSystem, 19.4, 2, 'the mean of a saw from floor(0.9(L*+1)) to L*+1, less mu/lambda']],
    others: [{ values: { target: 30.5 } }],
  }),
  toCase({
    name: 'blocking after service',
    design: 'blocking',
    parameters: {
      first: 'components.first.work.time',
      second: 'components.second.work.time',
      places: 'components.second.queueLimit',
    },
    rows: [[second.throughput, shedding.blockedThroughput, 750, 1, 'mu(b+2)/(b+3): two stations, b places between (Hunt 1956)']],
    others: [{ values: { places: 0 } }, { values: { second: 2 } }],
  }),
]
