import { type ConformanceCase, toCase } from '../case.ts'
import * as caches from '../formulas/caches.ts'
import { componentMetrics, journey, named } from '../metrics.ts'

/** Caches by key, and what a share of hits does to what stands behind them. */

const rate = 'components.clients.rate'
const keys = 'components.cache.cache.keys'
const exponent = 'components.cache.cache.zipf'
const places = 'components.cache.cache.capacity'
const hitRatio = 'components.cache.cache.hitRatio'
const cache = componentMetrics('cache')
const database = componentMetrics('database')

export const cacheCases: ConformanceCase[] = [
  toCase({
    name: 'TTL cache, fixed TTL',
    design: 'ttl-cache',
    parameters: { rate, keep: 'components.cache.cache.ttl' },
    rows: [[cache.hitRatio, caches.timedHits, 0.8333333333, 0.2, 'lambda T/(1+lambda T)']],
    others: [{ values: { keep: 200 } }, { values: { rate: 4, keep: 1000 } }],
  }),
  toCase({
    name: 'TTL cache, sliding TTL',
    design: 'ttl-cache-sliding',
    parameters: { rate, keep: 'components.cache.cache.ttl' },
    rows: [[cache.hitRatio, caches.slidingHits, 0.993262053, 0.2, 'the gap before a hit is shorter than T: 1-e^{-lambda T}']],
    others: [{ values: { keep: 100 } }],
  }),
  toCase({
    name: 'LRU cache of 2 out of 5 keys, exact',
    design: 'lru-cache-small',
    parameters: { keys, exponent, places },
    rows: [[cache.hitRatio, caches.exactHits, 0.5188845638, 0.3, 'King (1971)']],
    others: [{ values: { keys: 8, places: 3 } }, { values: { exponent: 0.6 } }],
  }),
  toCase({
    name: 'LRU cache of 100 out of 1000 keys',
    design: 'lru-cache',
    parameters: { keys, exponent, places },
    rows: [[cache.hitRatio, caches.cheHits, 0.3777902213, 1, 'Che, Tung and Wang (2002)']],
    others: [{ values: { places: 300 } }, { values: { exponent: 1.1 } }],
  }),
  toCase({
    name: 'stampede on a key that takes time to fetch',
    design: 'cache-stampede',
    parameters: { rate, keep: 'components.cache.cache.ttl', fetch: 'components.database.work.time' },
    rows: [
      [
        named('db_arrivals_per_s', database.throughput),
        caches.stampede,
        48.70259481,
        1,
        '(1+lambda D)/(T+D+1/lambda), a renewal of ttl, fetch and gap',
      ],
      [journey.p99Response, ({ fetch }) => fetch, 150, 0.3, 'more than 1 % of the requests come while it is fetched'],
    ],
    others: [{ values: { keep: 500 } }, { values: { fetch: 50 } }],
  }),
  toCase({
    name: 'the same, coalesced',
    design: 'cache-coalesced',
    parameters: { rate, keep: 'components.cache.cache.ttl', fetch: 'components.database.work.time' },
    rows: [
      [named('db_arrivals_per_s', database.throughput), caches.coalesced, 0.7984031936, 1.5, '1/(T+D+1/lambda)'],
      [journey.meanResponse, caches.coalescedWait, 9.281437126, 1.5, '(D+lambda D D/2)/(1+lambda(T+D))'],
    ],
    others: [{ values: { keep: 500 } }, { values: { fetch: 50 } }],
  }),
  toCase({
    name: 'cache aside',
    design: 'cache-aside',
    parameters: { rate, hitRatio, network: 'connections.server->cache.latency', work: 'components.database.work.time' },
    rows: [
      [named('db_arrivals_per_s', database.throughput), ({ rate, hitRatio }) => rate * (1 - hitRatio), 100, 1, 'lambda(1-h)'],
      [journey.meanResponse, ({ hitRatio, network, work }) => 2 * network + (1 - hitRatio) * work, 3, 1, 't_c+(1-h)t_db'],
    ],
    others: [{ values: { hitRatio: 0.6 } }, { values: { hitRatio: 0.8, work: 50 } }],
  }),
]
