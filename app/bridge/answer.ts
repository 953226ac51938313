/** Expected failures cross between processes as data: a code from this list, a sentence for the person, and details. */
export const failureCodes = [
  'bad-input',
  'not-found',
  'changed-on-disk',
  'exists',
  'in-use',
  'not-writable',
  'docker',
  'design',
  'no-such-run',
  'not-accepted',
  'internal',
] as const
export type FailureCode = (typeof failureCodes)[number]
export type Answer<T> = { ok: true; value: T } | { ok: false; code: FailureCode; message: string; details?: unknown }

/** Thrown by handlers for a failure the person can act on; ipc and web host turn it into an answer. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: FailureCode
  readonly details: unknown
  constructor(code: FailureCode, message: string, details?: unknown) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** What the preload script, or the web host's client, gives the page. */
export interface Bridge {
  request(name: string, input: unknown): Promise<Answer<unknown>>
  /** Returns the function that ends the subscription. */
  on(name: string, listener: (payload: unknown) => void): () => void
  /** Where a file that the person dropped on the page lies; empty where that cannot be told. */
  pathOf(file: object): string
}
