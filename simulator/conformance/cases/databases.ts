import { type ConformanceCase, toCase } from '../case.ts'
import * as queues from '../formulas/queues.ts'
import * as rows from '../formulas/rows.ts'
import { journey, type Metric, named, server } from '../metrics.ts'

/** Calls that are about the same row of a database, and those that keep a connection to it. */

const rate = 'components.clients.rate'
const keys = 'components.server.rows.keys'
const stale: Metric = { name: 'stale_read_ratio', read: ({ components }) => components.server?.staleReads ?? null }

export const databaseCases: ConformanceCase[] = [
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
  toCase({
    name: 'a connection held over a transaction',
    design: 'transaction',
    parameters: {
      rate,
      statement: 'components.database.work.time',
      inside: 'components.partner.work.time',
      size: 'connections.server->database.pool.size',
    },
    rows: [
      [
        journey.failed,
        ({ rate, statement, inside, size }) => queues.erlangB({ rate, work: statement + inside, servers: size }),
        0.1918472589,
        2,
        'Erlang B of statement and call together: Sevastyanov (1957), insensitive to the distribution',
      ],
    ],
    others: [{ values: { size: 9, rate: 150 } }, { values: { inside: 20, rate: 200 } }],
  }),
]
