import { type ConformanceCase, toCase } from '../case.ts'
import * as rows from '../formulas/rows.ts'
import { type Metric, named, server } from '../metrics.ts'

/** Calls that are about the same row of a database. */

const rate = 'components.clients.rate'
const keys = 'components.server.rows.keys'
const stale: Metric = { name: 'stale_read_ratio', read: ({ components }) => components.server?.staleReads ?? null }

export const rowCases: ConformanceCase[] = [
  toCase({
    name: 'optimistic locking',
    design: 'optimistic-locking',
    parameters: { rate, work: 'components.server.work.time', keys },
    rows: [
      [
        named('conflict_ratio', server.rejected),
        rows.conflictShare,
        1 / 3,
        0.7,
        'a counter with dead time (Feller 1948): lambda D/(1+lambda D)',
      ],
    ],
    others: [{ values: { rate: 400 } }, { values: { keys: 1, work: 5 } }],
  }),
  toCase({
    name: 'reads behind a replication lag',
    design: 'replication-lag',
    parameters: { rate, reads: 'connections.app->server.reads', keys, lag: 'components.server.replicationLag' },
    rows: [[stale, rows.staleShare, 0.329679954, 1.5, 'changes of a row come at random: 1-e^{-wL}']],
    others: [{ values: { lag: 20 } }, { values: { reads: 0.5, keys: 40 } }],
  }),
]
