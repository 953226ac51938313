/**
 * A meter watches the bytes of one TCP connection, changes nothing, and tells when a request begins and how it ends. What a
 * meter does not understand it hands to `turns.ts`, which needs to understand nothing.
 */
export interface Meter {
  fromClient(chunk: Buffer): void
  fromServer(chunk: Buffer): void
}

export interface MeterEvents {
  begin(): void
  /** The oldest request that has begun ended; connections answer in the order they were asked. */
  end(ok: boolean): void
}
