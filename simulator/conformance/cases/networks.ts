import { type ConformanceCase, toCase } from '../case.ts'
import * as networks from '../formulas/networks.ts'
import * as queues from '../formulas/queues.ts'
import { componentMetrics, journey, named, perRequest, server } from '../metrics.ts'

/** Several stations, people who wait for their answers, and calls side by side. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const workOf = (id: string) => `components.${id}.work.time`
const serversOf = (id: string) => `components.${id}.concurrency`

const works = ({ first, second, third }: Record<'first' | 'second' | 'third', number>) => [first, second, third]
const burke = 'Erlang C, and Burke (1956): every station sees a Poisson stream'

export const networkCases: ConformanceCase[] = [
  toCase({
    name: 'worker held during a call',
    design: 'held-worker',
    parameters: { rate, own: work, call: workOf('downstream') },
    rows: [
      [server.meanWait, heldWait, 3.5, 1.2, 'Pollaczek and Khinchine with own work and call together'],
      [named('caller_utilisation', server.utilisation), ({ rate, own, call }) => (rate * (own + call)) / 1000, 0.6, 0.5, 'utilisation law'],
    ],
    others: [{ values: { call: 0.5 } }, { values: { rate: 100, call: 4 } }],
  }),
  toCase({
    name: 'tandem of 3',
    design: 'tandem',
    quick: 'none',
    parameters: { rate, first: workOf('first'), second: workOf('second'), third: workOf('third') },
    rows: [
      [journey.meanResponse, (p) => networks.tandemResponse(p.rate, works(p)), 10.33333333, 1.2, 'Jackson (1957); Burke (1956)'],
      [
        journey.p99Response,
        (p) => networks.tandemQuantile(0.99, p.rate, works(p)),
        30.83882993,
        1.5,
        'Reich (1957): response times are independent',
      ],
    ],
    others: [{ values: { rate: 500 }, scenario: 'short' }],
  }),
  toCase({
    name: 'split stream',
    design: 'split',
    parameters: {
      rate,
      front: workOf('front'),
      left: workOf('left'),
      right: workOf('right'),
      toLeft: 'connections.front->left.calls',
      toRight: 'connections.front->right.calls',
    },
    rows: [[journey.meanResponse, splitResponse, 7.583947584, 1.2, 'Jackson (1957): a Poisson stream that is split is Poisson']],
    others: [{ values: { toLeft: 0.2, toRight: 0.9 } }],
  }),
  toCase({
    name: 'feedback by retry p=0.2',
    design: 'retry-feedback',
    parameters: { rate, work, fails: 'components.server.failureRate' },
    rows: [
      [journey.meanResponse, networks.feedbackResponse, 5, 1.5, 'Jackson (1957) with lambda/(1-p)'],
      [attempts(), ({ fails }) => 1 / (1 - fails), 1.25, 0.3, '1/(1-p)'],
    ],
    others: [{ values: { fails: 0.1 } }, { values: { fails: 0.3, rate: 400 } }],
  }),
  toCase({
    name: 'ten services',
    design: 'ten-services',
    quick: 'none',
    parameters: { rate, api: workOf('api'), apis: serversOf('api'), db: workOf('catalog-db'), dbs: serversOf('catalog-db') },
    rows: [
      [apiWait(), ({ rate, api, apis }) => queues.meanWait({ rate, work: api, servers: apis }), 1.928571429, 2, burke],
      [dbWait(), ({ rate, db, dbs }) => queues.meanWait({ rate, work: db, servers: dbs }), 1.070943258, 2, burke],
    ],
  }),
  toCase({
    name: 'closed loop of 8',
    design: 'closed-loop',
    parameters: { users: 'components.clients.users', think: 'components.clients.think.time', work },
    rows: [
      [journey.throughput, networks.closedLoopThroughput, 66.16815671, 0.7, 'exact mean value analysis (Reiser and Lavenberg 1980)'],
      [journey.meanResponse, networks.closedLoopResponse, 20.9040783, 1, 'R = N/X - Z'],
    ],
    others: [{ values: { users: 3 } }, { values: { users: 15, think: 250 } }],
  }),
  toCase({
    name: 'closed loop of 20, constant think time',
    design: 'closed-loop-constant',
    parameters: { users: 'components.clients.users', think: 'components.clients.think.time', work },
    rows: [
      [journey.throughput, networks.closedLoopThroughput, 99.81309501, 0.7, 'insensitive to the think time (Baskett et al. 1975)'],
      [journey.meanResponse, networks.closedLoopResponse, 100.3745, 1, 'R = N/X - Z'],
    ],
    others: [{ values: { users: 8 } }],
  }),
  toCase({
    name: 'fork-join 2 rho=0.8',
    design: 'fork-join-2',
    parameters: { rate, work: workOf('branch-1') },
    rows: [[journey.meanResponse, networks.forkJoinResponse, 7, 1.2, 'Flatto and Hahn (1984); Nelson and Tantawi (1988)']],
    others: [{ values: { rate: 500 } }],
  }),
  toCase({
    name: 'fork-join 4 rho=0.8',
    design: 'fork-join-4',
    parameters: { rate, work: workOf('branch-1') },
    rows: [
      [
        journey.meanResponse,
        (queue) => networks.nelsonTantawiResponse(4, queue),
        8.93030303,
        5,
        'Nelson and Tantawi (1988), approximation',
      ],
    ],
    others: [{ values: { rate: 500 } }],
  }),
  toCase({
    name: 'fork-join 10 within its bounds',
    design: 'fork-join-10',
    parameters: { rate, work: workOf('branch-1') },
    rows: [
      [
        journey.meanResponse,
        forkJoinMost,
        14.64484127,
        (p) => [forkJoinLeast(p), forkJoinMost(p)],
        'Nelson and Tantawi (1988): H_n/(mu-lambda)',
      ],
    ],
    others: [{ values: { rate: 500 } }],
  }),
  toCase({
    name: 'fan-out 10 without queues',
    design: 'fan-out-10',
    parameters: { work: workOf('branch-1') },
    rows: [
      [journey.meanResponse, ({ work }) => work * networks.harmonic(10), 2.928968254, 0.7, 'largest of n exponential times: H_n/mu'],
      [journey.p99Response, ({ work }) => networks.slowestQuantile(0.99, 10, work), 6.903236794, 1.5, '(1-e^{-mu t})^n'],
    ],
  }),
  toCase({
    name: 'tail at scale: 100 leaves, 1 % slow',
    design: 'tail-at-scale',
    parameters: {
      leaves: 'connections.root->leaf.calls',
      limit: 'connections.root->leaf.timeout',
      work: workOf('leaf'),
    },
    rows: [[named('fraction_slow_requests', journey.failed), anySlow, 0.6339676587, 1, 'Dean and Barroso (2013)']],
  }),
  toCase({
    name: 'chain of 5 at 99.9 %',
    design: 'chain',
    quick: 'none',
    parameters: { fails: 'components.first.failureRate' },
    rows: [[journey.failed, ({ fails }) => 1 - (1 - fails) ** 5, 0.004990009995, 3, 'product of availabilities']],
  }),
  toCase({
    name: 'in flight without queues: M/G/infinity',
    design: 'in-flight',
    parameters: { rate, work },
    rows: [[named('mean_in_flight', server.meanInSystem), ({ rate, work }) => (rate * work) / 1000, 50, 0.7, 'lambda E[S]']],
    others: [{ values: { rate: 400 } }, { values: { work: 20 } }],
  }),
]

function splitResponse(p: Record<'rate' | 'front' | 'left' | 'right' | 'toLeft' | 'toRight', number>): number {
  const at = (work: number, share: number) => share * queues.meanResponse({ rate: p.rate * share, work, servers: 1 })
  return at(p.front, 1) + at(p.left, p.toLeft) + at(p.right, p.toRight)
}

/** Own work and the call it waits for, both exponential, hold the one worker. */
function heldWait({ rate, own, call }: { rate: number; own: number; call: number }): number {
  const cv = Math.hypot(own, call) / (own + call)
  return queues.generalWait({ rate, work: own + call, cv })
}

function forkJoinMost({ rate, work }: queues.Queue): number {
  return networks.harmonic(10) * queues.meanResponse({ rate, work, servers: 1 })
}

/** Not less than without queues, and not less than one branch. */
function forkJoinLeast({ rate, work }: queues.Queue): number {
  return Math.max(networks.harmonic(10) * work, queues.meanResponse({ rate, work, servers: 1 }))
}

/** The chance that at least one of many exponential times is longer than the limit. */
function anySlow({ leaves, limit, work }: { leaves: number; limit: number; work: number }): number {
  return 1 - (1 - Math.exp(-limit / work)) ** leaves
}

function attempts() {
  return perRequest('attempts_per_request', ({ connections }) => connections['clients->server']?.throughput)
}

function apiWait() {
  return named('api_mean_wait_ms', componentMetrics('api').meanWait)
}

function dbWait() {
  return named('catalog_db_mean_wait_ms', componentMetrics('catalog-db').meanWait)
}
