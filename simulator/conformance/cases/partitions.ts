import { type ConformanceCase, toCase } from '../case.ts'
import * as partitions from '../formulas/partitions.ts'
import { componentMetrics, server } from '../metrics.ts'

/** Partitions and shards, and keys that are asked for unevenly. */

const rate = 'components.clients.rate'
const work = 'components.server.work.time'
const queue = componentMetrics('log')
/** As the design says it, in a list. */
const shares = [0.5, 0.3, 0.2]

export const partitionCases: ConformanceCase[] = [
  toCase({
    name: 'partitions with a hot one',
    design: 'partitions',
    parameters: { rate, work },
    rows: [
      [
        queue.meanWait,
        (each) => partitions.partitionWait(shares, each),
        14.61685824,
        2,
        'an M/M/1 for each partition: sum of p_i rho_i/(mu-p_i lambda)',
      ],
    ],
    others: [{ values: { rate: 100 } }],
  }),
  toCase({
    name: 'shards by Zipf keys',
    design: 'shards',
    parameters: {
      rate,
      work,
      keys: 'connections.clients->server.shards.keys',
      zipf: 'connections.clients->server.shards.zipf',
    },
    rows: [
      [
        server.meanResponse,
        ({ keys, zipf, ...each }) => partitions.shardResponse(partitions.zipfShares(keys, zipf, 4), each),
        2.940656006,
        1.5,
        'an M/M/1 for each shard: sum of p_i/(mu-p_i lambda), p_i of Zipf keys',
      ],
    ],
    others: [{ values: { zipf: 0.5 } }],
  }),
]
