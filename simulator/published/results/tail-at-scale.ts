import { call, type PublishedResult, toDesign } from '../published.ts'

export const tailAtScale: PublishedResult = {
  title: 'The Tail at Scale',
  source: 'J. Dean and L. A. Barroso, The Tail at Scale, Communications of the ACM 56 (2013), https://doi.org/10.1145/2408776.2408794',
  about:
    'A server answers within a second but for one request in a hundred; a request that needs a hundred of them is late unless none is late. Here lateness is a caller’s timeout of a second.',
  rows: [
    {
      figure: 'requests over one second, with 100 servers',
      theirs: 0.63,
      exact: 1 - 0.99 ** 100,
      unit: '',
      tolerance: 0.03,
      design: toDesign(
        {
          people: { kind: 'traffic', rate: 5 },
          root: { kind: 'service', concurrency: 100_000, work: { time: '0ms', distribution: 'constant' } },
          leaf: {
            kind: 'service',
            concurrency: 1_00_000,
            work: { time: '10ms', distribution: 'empirical', samples: [...Array.from({ length: 99 }, () => '10ms'), '2s'] },
          },
        },
        [call('people', 'root', { timeout: '1s' }), call('root', 'leaf', { calls: 100, parallel: true })],
        { duration: '2000s', warmup: '10s' },
      ),
      read: ({ journeys }) => journeys.default?.errorRate ?? null,
    },
  ],
  notExpressed: [
    'Hedging in BigTable: a read of 1,000 values whose p99.9 falls from 1,800 ms to 74 ms with 2 % more requests. The distribution behind it is not published, and without it any design could be made to fit. That hedging after the p90 brings what theory says is a row of the conformance table.',
    'Tied requests, which cancel each other.',
  ],
}
