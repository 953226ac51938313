import { callsInOwnTime, isBroker } from '../design/allowed-protocols.ts'
import { byCaller } from '../design/by-caller.ts'
import type { Connection, Design } from '../design/design.ts'

/** Whether the caller waits for what goes over this connection: neither a message nor async, nor in a caller's own time. */
export function isWaitedFor(design: Design, { from, to, mode }: Connection): boolean {
  return mode !== 'async' && !callsInOwnTime(design, from) && !isBroker(design, from) && !isBroker(design, to)
}

/** The calls that a caller waits for, by caller. */
export function waitedForByCaller(design: Design): Map<string, Connection[]> {
  return byCaller((design.connections ?? []).filter((connection) => isWaitedFor(design, connection)))
}
