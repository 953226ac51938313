import type { Meter, MeterEvents } from './meter.ts'
import { createTurnMeter } from './turns.ts'

/**
 * Counts PostgreSQL requests: from the client's first bytes to the server's ReadyForQuery, failed if an ErrorResponse came between
 * (PostgreSQL documentation, Message Formats). The log-in is no request, unless it is refused: that is a failed one. An encrypted connection is counted by turns.
 */
export function createPostgresMeter(events: MeterEvents): Meter {
  const turns = createTurnMeter(events)
  let encrypted = false
  let mayEncrypt = false
  let ready = false
  let asked = false
  let failed = false
  const messages = new PostgresReader((type) => {
    if (type === errorResponse) failed = true
    if (type === errorResponse && !ready) {
      events.begin()
      events.end(false)
    }
    if (type !== readyForQuery) return
    if (asked) events.end(!failed)
    ready = true
    asked = false
    failed = false
  })
  return {
    fromClient(chunk) {
      if (encrypted) {
        turns.fromClient(chunk)
        return
      }
      if (!ready && chunk.length === 8) mayEncrypt = encryptionCodes.includes(chunk.readUInt32BE(4))
      if (!ready || asked || chunk[0] === terminate) return
      asked = true
      events.begin()
    },
    fromServer(chunk) {
      if (encrypted) {
        turns.fromServer(chunk)
        return
      }
      // The answer to such a request is one byte that belongs to no message: N is no.
      if (mayEncrypt) encrypted = chunk[0] !== no
      messages.push(mayEncrypt ? chunk.subarray(1) : chunk)
      mayEncrypt = false
    },
  }
}

const readyForQuery = 0x5a
const errorResponse = 0x45
const terminate = 0x58
const no = 0x4e
/** SSLRequest and GSSENCRequest, in place of a protocol version. */
const encryptionCodes = [80877103, 80877104]

/** Finds the server's messages: a type byte, then a length of four bytes that counts itself. */
class PostgresReader {
  #head: number[] = []
  #left = 0
  readonly #onMessage: (type: number) => void

  constructor(onMessage: (type: number) => void) {
    this.#onMessage = onMessage
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, chunk.length - at)
        this.#left -= taken
        at += taken
      } else {
        this.#head.push(chunk[at] ?? 0)
        at += 1
        if (this.#head.length < 5) continue
        const [, a = 0, b = 0, c = 0, d = 0] = this.#head
        this.#left = Math.max(0, ((a << 24) | (b << 16) | (c << 8) | d) - 4)
      }
      if (this.#left > 0) continue
      this.#onMessage(this.#head[0] ?? 0)
      this.#head = []
    }
  }
}
