import { type ConformanceCase, toCase } from '../case.ts'
import * as handshakes from '../formulas/handshakes.ts'
import { journey, perRequest } from '../metrics.ts'

const call = 'connections.clients->server'

export const handshakeCases: ConformanceCase[] = [
  toCase({
    name: 'set-up of connections',
    design: 'handshake',
    parameters: {
      think: 'components.clients.think.time',
      work: 'components.server.work.time',
      latency: `${call}.latency`,
      roundTrips: `${call}.handshake.roundTrips`,
      keys: `${call}.handshake.work`,
      keepAlive: `${call}.handshake.keepAlive`,
    },
    rows: [
      [
        perRequest('set_up_per_call', ({ connections }) => connections['clients->server']?.setUp),
        handshakes.setUpShare,
        0.6065306597,
        1,
        'the pause before a call is longer than a connection is kept: e^{-K/Z}',
      ],
      [
        journey.meanResponse,
        handshakes.setUpResponse,
        27.95020517,
        0.5,
        'RFC 9293, RFC 8446: a round trip for TCP and one for TLS 1.3: S+2l+e^{-K/Z}(w+4l)',
      ],
    ],
    others: [{ values: { roundTrips: 3, keepAlive: 300 } }, { values: { keepAlive: 0, latency: 20 } }],
  }),
]
