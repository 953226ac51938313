/** How an attempt ended; up to OK it was answered well. */
export const OK = 0
/** A cache has answered that it does not have what was asked for. */
export const MISSED = -1
export const FAILED = 1
export const QUEUE_FULL = 2
export const REFUSED = 3
export const TIMED_OUT = 4
export const RESET = 5
export const INJECTED = 6
export const CIRCUIT_OPEN = 7
export const CALL_FAILED = 8
export const RATE_EXCEEDED = 9
export const OUT_OF_PATIENCE = 10

/** As a trace says it. */
export const outcomeTexts = [
  '',
  'it failed',
  'its queue is full',
  'no replica accepts requests',
  'the caller gave up waiting',
  'its replica was stopped',
  'an injected error',
  'the circuit breaker is open',
  'a call it made failed',
  'its rate limit is exceeded',
  'it waited too long in the queue',
]
