import type { Result } from '../../../app/run/result.ts'
import { type ConformanceCase, toCase } from '../case.ts'
import * as storms from '../formulas/storms.ts'
import { journey, type Metric, named, server } from '../metrics.ts'

/** Outages and overload, as fluids. The outage lasts from 60 s to 65 s; what came of it is looked at from 120 s to 240 s. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const timeout = 'connections.clients->server.timeout'
const retries = 'connections.clients->server.retries.attempts'
const storm = { rate, work, timeout, retries }
// As the scenarios of the designs say.
const outage = 5000
const later = 1 / 3

const bronson = 'Bronson et al. (2021); Huang et al. (2022)'
const recoveredAt = 65

const backlog: Metric = { name: 'backlog_at_recovery_requests', read: ({ series }) => series.components.server?.queue?.at(-1) ?? null }
const goodputLater = named('goodput_per_s_120_240s', journey.goodput)
const attemptsLater: Metric = {
  name: 'attempts_per_s_120_240s',
  read: ({ connections }) => connections['clients->server']?.throughput ?? null,
}
const growth: Metric = {
  name: 'queue_growth_per_s_after',
  read: ({ series, warmup, duration }) => {
    const queue = series.components.server?.queue ?? []
    const then = queue[series.time.findIndex((time) => time >= warmup)] ?? Number.NaN
    return ((queue.at(-1) ?? Number.NaN) - then) / (duration - warmup)
  },
}
/** Seconds from the end of the outage to the first interval in which more than 90 % of what is offered succeeds. */
const recovery: Metric = {
  name: 'goodput_recovery_time_s',
  read: ({ series }) => {
    const { throughput = [], errorRate = [], offered = [] } = series.journeys.default ?? {}
    const offeredMean = mean(offered)
    const first = series.time.findIndex(
      (time, i) => time > recoveredAt && (throughput[i] ?? 0) * (1 - (errorRate[i] ?? 0)) > 0.9 * offeredMean,
    )
    return (series.time[first - 1] ?? Number.NaN) - recoveredAt
  },
}
/** Seconds from the end of the overload at 60 s until nearly nothing waits. */
const drain: Metric = {
  name: 'drain_time_s',
  read: ({ series }) => {
    const empty = series.time.findIndex((time, i) => time > 61 && (series.components.server?.queue?.[i] ?? Number.NaN) < 10)
    return (series.time[empty] ?? Number.NaN) - 60
  },
}

export const stormCases: ConformanceCase[] = [
  toCase({
    name: 'storm of 3 retries: metastable',
    design: 'storm-3-retries',
    scenario: 'outage',
    quick: 'outage',
    seeds: 2,
    parameters: storm,
    rows: [
      [goodputLater, () => 0, 0, () => [0, 4], `${bronson}: sustained where lambda(1+r) > mu; below 4/s`],
      [growth, storms.backlogGrowth, 600, 3, `${bronson}: lambda(1+r)-mu`],
      [attemptsLater, storms.attemptsPerSecond, 1600, 1.5, `${bronson}: lambda(1+r)`],
    ],
    others: [{ values: { rate: 300 }, scenario: 'outage', seeds: 4 }],
  }),
  toCase({
    name: 'storm of 3 retries: backlog',
    design: 'storm-3-retries',
    scenario: 'until-recovery',
    quick: 'until-recovery',
    seeds: 12,
    parameters: storm,
    rows: [[backlog, (load) => storms.backlogAtRecovery({ ...load, outage }), 6800, 3, `${bronson}: lambda x sum of (D-k tau)`]],
    others: [{ values: { rate: 600, timeout: 1000 }, scenario: 'until-recovery', seeds: 12 }],
  }),
  toCase({
    name: 'storm of 1 retry: backlog',
    design: 'storm-1-retry',
    scenario: 'until-recovery',
    quick: 'until-recovery',
    seeds: 12,
    parameters: storm,
    rows: [[backlog, (load) => storms.backlogAtRecovery({ ...load, outage }), 3800, 3, `${bronson}: lambda x sum of (D-k tau)`]],
  }),
  toCase({
    name: 'storm of 1 retry: recovery',
    design: 'storm-1-retry',
    scenario: 'recovery',
    quick: 'recovery',
    seeds: 12,
    parameters: storm,
    rows: [[recovery, (load) => storms.recoverySeconds({ ...load, outage }), 16.5, 8, `${bronson}: (B-mu tau)/(mu-lambda(1+r))`]],
    others: [{ values: { rate: 300 }, scenario: 'recovery', seeds: 12 }],
  }),
  toCase({
    name: 'storm of 1 retry: afterwards',
    design: 'storm-1-retry',
    scenario: 'outage',
    quick: 'outage',
    seeds: 4,
    parameters: storm,
    rows: [[goodputLater, ({ rate }) => rate, 400, 1, `${bronson}: recovers where lambda(1+r) < mu`]],
  }),
  toCase({
    name: 'storm of 3 retries with a budget of 10 %',
    design: 'storm-budget',
    scenario: 'outage',
    quick: 'outage',
    seeds: 4,
    parameters: storm,
    rows: [[goodputLater, ({ rate }) => rate, 400, 1, 'a retry budget caps the amplification at 1.1: Google SRE Book ch. 22']],
  }),
  toCase({
    name: 'storm of 3 retries on a short queue',
    design: 'storm-short-queue',
    scenario: 'outage',
    quick: 'outage',
    seeds: 4,
    parameters: storm,
    rows: [[goodputLater, ({ rate }) => rate, 400, 1, 'a queue that is worked off within the timeout leaves nothing to repeat']],
  }),
  toCase({
    name: 'overload of a minute',
    design: 'overload-ramp',
    quick: 'full',
    seeds: 6,
    parameters: { rate, work },
    rows: [
      [server.peakQueue, peak, 30000, 2, 'fluid: (lambda-mu)t'],
      [drain, (load) => peak(load) / (1000 / load.work - load.rate * later), 60, 4, 'fluid: B/(mu-lambda)'],
      [server.maxResponse, (load) => (peak(load) * load.work) / 1000, 30, 2, 'fluid: B/mu'],
    ],
    others: [{ values: { rate: 1400 }, scenario: 'full', seeds: 6 }],
  }),
]

function peak({ rate, work }: { rate: number; work: number }): number {
  return (rate - 1000 / work) * 60
}

function mean(values: Result['series']['time'] | (number | null)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0) / values.length
}
