import { isBroker } from './allowed-protocols.ts'
import type { Connection, Design } from './design.ts'

/** Whether nobody waits for what goes over this connection: it says so, or a broker delivers, long after it took the message. */
export function isAsynchronous(design: Design, { from, mode }: Pick<Connection, 'from' | 'mode'>): boolean {
  return mode === 'async' || isBroker(design, from)
}
