import { type ConformanceCase, toCase } from '../case.ts'
import { journey } from '../metrics.ts'

/** As the design's groups say it. */
const zones = 3
const apart = 2

export const zoneCases: ConformanceCase[] = [
  toCase({
    name: 'zones that lie apart',
    design: 'zones',
    parameters: { work: 'components.stock.work.time', latency: 'connections.server->stock.latency' },
    rows: [
      [
        journey.meanResponse,
        ({ work, latency }) => work + 2 * (latency + ((zones - 1) / zones) * apart),
        8.666666667,
        0.5,
        'any of n zones is as likely: S+2(l+z(n-1)/n)',
      ],
    ],
    others: [{ values: { work: 1, latency: 3 } }],
  }),
]
