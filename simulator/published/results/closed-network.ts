import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

const thinkS = 1
const demandsS = [0.05, 0.03]

/** Exact mean value analysis of one class over queues with one server each: throughput with so many users. */
function throughputOf(users: number): number {
  let queues = demandsS.map(() => 0)
  let throughput = 0
  for (let n = 1; n <= users; n++) {
    const responses = demandsS.map((demand, i) => demand * (1 + (queues[i] ?? 0)))
    throughput = n / (thinkS + responses.reduce((sum, each) => sum + each, 0))
    queues = responses.map((response) => throughput * response)
  }
  return throughput
}

function row(users: number): PublishedRow {
  return {
    figure: `requests a second of ${users} users`,
    theirs: throughputOf(users),
    unit: '/s',
    tolerance: 0.02,
    design: toDesign(
      {
        people: { kind: 'traffic', users, think: `${thinkS}s` },
        shop: { kind: 'service', concurrency: 1, holdsWorker: false, work: { time: '50ms' } },
        disk: { kind: 'service', concurrency: 1, work: { time: '30ms' } },
      },
      [call('people', 'shop'), call('shop', 'disk')],
      { duration: '4000s', warmup: '60s' },
    ),
    read: ({ journeys }) => journeys.default?.throughput ?? null,
  }
}

export const closedNetwork: PublishedResult = {
  title: 'A closed network, by mean value analysis',
  source:
    'M. Reiser and S. S. Lavenberg, Mean-Value Analysis of Closed Multichain Queuing Networks, Journal of the ACM 27 (1980), https://doi.org/10.1145/322186.322195',
  about:
    'Users think for a second, then ask a shop (50 ms) that asks a disk (30 ms), each with one server. Theirs is what the published recursion gives for these numbers.',
  rows: [row(1), row(10), row(20), row(40)],
  notExpressed: [],
}
