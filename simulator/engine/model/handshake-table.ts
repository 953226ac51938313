import type { Connection, Design } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'

/** What it takes to set up a connection before the first call over it. Times are milliseconds. */
export interface Handshake {
  roundTrips: number
  workMs: number
  /** How long a connection is kept that nobody uses; 0: every call has one of its own. */
  keepAliveMs: number
}

/** By connection of the design; null: setting up takes no time. */
export function toHandshakes({ connections = [] }: Design): (Handshake | null)[] {
  return connections.map(({ handshake }: Connection) =>
    handshake
      ? {
          roundTrips: handshake.roundTrips ?? 2,
          workMs: toMilliseconds(handshake.work ?? '0ms'),
          keepAliveMs: toMilliseconds(handshake.keepAlive ?? '0ms'),
        }
      : null,
  )
}
