import { type ConformanceCase, toCase } from '../case.ts'
import * as calls from '../formulas/calls.ts'
import { restingReplicas } from '../formulas/scaling.ts'
import { componentMetrics, journey, named, perRequest, server } from '../metrics.ts'

/** Timeouts, retries, hedges, breakers, brokers and autoscaling. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const retries = 'connections.clients->server.retries.attempts'
const timeout = 'connections.clients->server.timeout'
const queue = componentMetrics('queue')

export const resilienceCases: ConformanceCase[] = [
  toCase({
    name: '3 layers of 4 attempts',
    design: 'retry-layers',
    parameters: {
      first: 'connections.front->middle.retries.attempts',
      second: 'connections.middle->back.retries.attempts',
      third: 'connections.back->leaf.retries.attempts',
    },
    rows: [
      [
        leafAttempts(),
        ({ first, second, third }) => (first + 1) * (second + 1) * (third + 1),
        64,
        0,
        '(r+1)^layers: Google SRE Book ch. 22, Addressing Cascading Failures',
      ],
    ],
    others: [{ values: { first: 1 } }, { values: { second: 5, third: 2 } }],
  }),
  toCase({
    name: 'limited retries p=0.3',
    design: 'retries',
    parameters: { fails: 'components.server.failureRate', retries },
    rows: [
      [journey.succeeded, ({ fails, retries }) => 1 - fails ** (retries + 1), 0.973, 0.3, '1-p^n'],
      [
        perRequest('attempts_per_request', ({ connections }) => connections['clients->server']?.throughput),
        calls.attemptsPerCall,
        1.39,
        1,
        '(1-p^n)/(1-p)',
      ],
    ],
    others: [{ values: { fails: 0.5, retries: 4 } }],
  }),
  toCase({
    name: 'timeout at p90 and 2 retries',
    design: 'timeout-retries',
    parameters: { work, timeout, retries },
    rows: [
      [journey.succeeded, calls.successShare, 0.999, 0.1, '1-p^n with p = e^{-tau/m}'],
      [
        named('mean_response_success_ms', journey.meanResponse),
        calls.successResponse,
        9.930853301,
        0.7,
        'sum of p^k(1-p)(k tau+E[S|S<tau]), over 1-p^n',
      ],
    ],
    others: [{ values: { timeout: 10 } }, { values: { timeout: 7, retries: 4 } }],
  }),
  toCase({
    name: 'work nobody waits for',
    design: 'abandoned-work',
    quick: 'none',
    parameters: { rate, work, timeout },
    rows: [
      [journey.failed, calls.lateShare, 0.135335283, 1.5, 'the response time of M/M/1 is exponential: e^{-(mu-lambda)tau}'],
      [journey.goodput, (queue) => queue.rate * (1 - calls.lateShare(queue)), 778.198, 0.5, 'lambda(1-e^{-(mu-lambda)tau})'],
    ],
    others: [{ values: { rate: 800, timeout: 8 }, scenario: 'short' }],
  }),
  toCase({
    name: 'hedged request at p90',
    design: 'hedging',
    parameters: { work, delay: 'connections.clients->server.hedge.after' },
    rows: [
      [journey.p99Response, (call) => calls.hedgedQuantile(0.99, call), 34.53877639, 1, 'P(T>t) = e^{-d/m} e^{-2(t-d)/m}'],
      [extraLoad(), ({ work, delay }) => Math.exp(-delay / work), 0.1, 0.7, 'P(S>d)'],
    ],
    others: [{ values: { delay: 10 } }, { values: { delay: 15, work: 8 } }],
  }),
  toCase({
    name: 'breaker on a dead dependency',
    design: 'breaker',
    parameters: { rate, openFor: 'connections.clients->server.breaker.openFor' },
    rows: [
      [
        named('backend_calls_per_s_steady', server.throughput),
        calls.probesPerSecond,
        0.0999000999,
        3,
        'renewal: one probe per open time and gap to the next request',
      ],
    ],
    others: [{ values: { openFor: 2000, rate: 5 } }],
  }),
  toCase({
    name: 'consumer polling every 1 s',
    design: 'batch-consumer',
    parameters: { poll: 'components.queue.poll' },
    rows: [
      [queue.meanWait, ({ poll }) => poll / 2, 500, 0.3, 'Poisson arrivals fall anywhere in the interval: T/2'],
      [queue.p99Wait, ({ poll }) => 0.99 * poll, 990, 0.3, 'uniform over the interval'],
    ],
    others: [{ values: { poll: 300 } }],
  }),
  toCase({
    name: 'autoscaler at its target',
    design: 'autoscaler',
    parameters: { rate, work, target: 'components.server.autoscale.target' },
    rows: [
      [server.replicas, restingReplicas, 5, 0, 'Kubernetes documentation, Horizontal Pod Autoscaling: ceil(current x metric / target)'],
      [
        named('utilisation_after', server.utilisation),
        (service) => (service.rate * service.work) / 1000 / restingReplicas(service),
        0.64,
        1,
        'lambda/(n mu)',
      ],
    ],
    others: [{ values: { rate: 1900 } }],
  }),
  toCase({
    name: "Kubernetes' walkthrough: 305 % of 50 %",
    design: 'hpa-walkthrough',
    parameters: { rate, work, reserved: 'components.server.autoscale.reserved', target: 'components.server.autoscale.target' },
    rows: [
      [
        server.replicas,
        ({ rate, work, reserved, target }) => Math.ceil((rate * work) / 1000 / reserved / target),
        7,
        0,
        'Kubernetes documentation, HorizontalPodAutoscaler Walkthrough: ceil(1 x 305 / 50)',
      ],
    ],
    others: [{ values: { reserved: 0.3 } }],
  }),
  toCase({
    name: 'rushes within the stabilisation window',
    design: 'hpa-square-wave',
    parameters: { rate, target: 'components.server.autoscale.target' },
    rows: [
      [
        server.replicas,
        ({ rate, target }) => Math.ceil((5 * rate) / target),
        8,
        0,
        'Kubernetes documentation, Horizontal Pod Autoscaling: the highest recommendation of the last 300 s',
      ],
    ],
  }),
]

function leafAttempts() {
  return {
    name: 'leaf_attempts_per_user_request',
    // A ratio of two counts over the same seconds, free of the rounding of rates.
    read: (result: Parameters<ReturnType<typeof perRequest>['read']>[0]) =>
      Number(((result.components.leaf?.throughput ?? Number.NaN) / (result.journeys.default?.throughput ?? Number.NaN)).toFixed(9)),
  }
}

function extraLoad() {
  return perRequest(
    'extra_load_ratio',
    ({ components, journeys }) => (components.server?.throughput ?? Number.NaN) - (journeys.default?.throughput ?? 0),
  )
}
