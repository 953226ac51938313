import { type ConformanceCase, toCase } from '../case.ts'
import { busyShare, mixedWait } from '../formulas/endpoints.ts'
import { journeyMetrics, named, server } from '../metrics.ts'

/** Classes of work on one component. */

const numbers = {
  rate: 'components.clients.rate',
  read: 'components.server.endpoints.read.time',
  write: 'components.server.endpoints.write.time',
} as const
const source = 'Pollaczek and Khinchine over the mixture: lambda E[S^2]/(2(1-rho)); Kleinrock I (1975) 5.7'

export const endpointCases: ConformanceCase[] = [
  toCase({
    name: 'cheap reads, dear writes',
    design: 'endpoints',
    parameters: {
      ...numbers,
      reads: 'connections.clients->server.endpoints.read',
      writes: 'connections.clients->server.endpoints.write',
    },
    rows: [
      [server.meanWait, mixedWait, 6, 1.5, source],
      [server.utilisation, busyShare, 0.8, 0.5, 'lambda E[S]'],
    ],
    others: [{ values: { reads: 1, rate: 250 } }, { values: { write: 8, rate: 250 } }],
  }),
  toCase({
    name: 'work by journey',
    design: 'work-by-journey',
    parameters: { ...numbers, reads: 'components.clients.journeys.read', writes: 'components.clients.journeys.write' },
    rows: [
      [named('mean_response_read_ms', journeyMetrics('read').meanResponse), (of) => mixedWait(of) + of.read, 7, 1.5, source],
      [named('mean_response_write_ms', journeyMetrics('write').meanResponse), (of) => mixedWait(of) + of.write, 10, 1.5, source],
    ],
    others: [{ values: { reads: 1, rate: 250 } }],
  }),
]
