import { type ConformanceCase, type ConformanceRow, toCase } from '../case.ts'
import * as deadlines from '../formulas/deadlines.ts'
import { journey, server } from '../metrics.ts'

/** Requests that stop being worked on when nobody waits for them any more. */

const source = 'Barrer (1957): deadlines until the end of service'

const rows: ConformanceRow<'rate' | 'work' | 'deadline'>[] = [
  [journey.failed, deadlines.missedShare, 0.1335610512, 1.5, `${source}: P0 e^{-(mu-lambda)tau}`],
  [server.utilisation, deadlines.busyShare, 0.7797950539, 0.5, `${source}: 1-P0`],
]

export const deadlineCases: ConformanceCase[] = [
  toCase({
    name: 'work that is cancelled',
    design: 'cancelled-work',
    parameters: {
      rate: 'components.clients.rate',
      work: 'components.server.work.time',
      deadline: 'connections.clients->server.timeout',
    },
    rows,
    others: [{ values: { rate: 1500 } }, { values: { rate: 700, deadline: 2 } }],
  }),
  toCase({
    name: 'a deadline passed on',
    design: 'deadline',
    parameters: {
      rate: 'components.clients.rate',
      work: 'components.server.work.time',
      deadline: 'connections.clients->front.deadline',
    },
    rows,
    others: [{ values: { rate: 1500 } }],
  }),
]
