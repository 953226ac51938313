/**
 * A meter watches the bytes of one TCP connection, changes none but answers that a fault spoils, and tells when a request begins and how it ends. What a
 * meter does not understand it hands to `turns.ts`, which needs to understand nothing.
 */
export interface Meter {
  fromClient(chunk: Buffer): void
  /** What the caller gets instead, of a meter that `spoils`; others change nothing. */
  fromServer(chunk: Buffer): Buffer | undefined
  /** A request whose answer is to be an error gets the error of its protocol; without it, its connection has to break. */
  spoils?: true
}

export interface MeterEvents {
  /** Answers whether the request's answer is to be an error, whatever the server says. */
  begin(): boolean
  /** The oldest request that has begun ended; connections answer in the order they were asked. */
  end(ok: boolean): void
}
