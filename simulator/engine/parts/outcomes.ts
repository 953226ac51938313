import { failureReasons } from '../../../app/design/call-policies.ts'

/** How an attempt ended; up to OK it was answered well. */
export const OK = 0
/** A cache has answered that it does not have what was asked for. */
export const MISSED = -1
/** It was answered, though not with all that was asked for. */
export const DEGRADED = -2
export const FAILED = 1
export const QUEUE_FULL = 2
export const REFUSED = 3
export const TIMED_OUT = 4
export const RESET = 5
export const INJECTED = 6
export const CALL_FAILED = 7
export const RATE_EXCEEDED = 8
export const OUT_OF_PATIENCE = 9
export const CONFLICT = 10
export const CANCELLED = 12
export const CONNECTION_RESET = 13

/** From here on the caller itself refused it, and it never got onto the connection. */
export const CIRCUIT_OPEN = 32
export const CALLER_LIMITED = 33
export const BULKHEAD_FULL = 34
export const NO_CONNECTION = 35
export const OUT_OF_TIME = 40

/** As a trace says it. */
export const outcomeTexts: Record<number, string> = {
  [OK]: '',
  [FAILED]: 'it failed',
  [QUEUE_FULL]: 'its queue is full',
  [REFUSED]: 'no replica accepts requests',
  [TIMED_OUT]: 'the caller gave up waiting',
  [RESET]: 'its replica was stopped',
  [INJECTED]: 'an injected error',
  [CALL_FAILED]: 'a call it made failed',
  [RATE_EXCEEDED]: 'its rate limit is exceeded',
  [OUT_OF_PATIENCE]: 'it waited too long in the queue',
  [CONFLICT]: 'another had changed the same row',
  [CANCELLED]: 'nobody waited for it any more',
  [CONNECTION_RESET]: 'its connection was reset',
  [CIRCUIT_OPEN]: 'the circuit breaker is open',
  [CALLER_LIMITED]: "the caller's rate limit is exceeded",
  [BULKHEAD_FULL]: 'the bulkhead is full',
  [NO_CONNECTION]: 'there was no free connection',
  [OUT_OF_TIME]: 'its deadline had passed',
}

/** Why an attempt failed, as a bit: the place of the reason in `failureReasons`. */
export function reasonBit(outcome: number): number {
  if (outcome >= CIRCUIT_OPEN) return 1 << failureReasons.indexOf('refused')
  switch (outcome) {
    case TIMED_OUT:
      return 1 << failureReasons.indexOf('timeout')
    case QUEUE_FULL:
    case RATE_EXCEEDED:
    case OUT_OF_PATIENCE:
      return 1 << failureReasons.indexOf('overloaded')
    case REFUSED:
    case RESET:
    case CONNECTION_RESET:
      return 1 << failureReasons.indexOf('unreachable')
    case CONFLICT:
      return 1 << failureReasons.indexOf('conflict')
    default:
      return 1 << failureReasons.indexOf('error')
  }
}
