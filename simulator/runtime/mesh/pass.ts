import type { Socket } from 'node:net'

/** Writes, and lets the sender wait while the receiver is slower. */
export function pass(chunk: Buffer, from: Socket, to: Socket): void {
  if (!to.writable || to.write(chunk)) return
  from.pause()
  to.once('drain', () => from.resume())
}
