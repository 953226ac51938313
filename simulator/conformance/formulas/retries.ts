/** What chosen and earned retries come to. Shares 0 to 1, times milliseconds, rates per second. */

/**
 * Attempts for each call where retries are so scarce that each is made as soon as it is earned: a retry costs a token, and each of
 * the 1 + r attempts earns perSuccess with the chance to succeed, so that r = s (1 + r) (1 - p).
 */
export function earnedAttempts({ fails, perSuccess }: { fails: number; perSuccess: number }): number {
  return 1 / (1 - perSuccess * (1 - fails))
}

/** Each attempt that succeeds is a call that does. */
export function earnedFailures(call: { fails: number; perSuccess: number }): number {
  return 1 - earnedAttempts(call) * (1 - call.fails)
}

interface Attempts {
  fails: number
  work: number
  timeout: number
  retries: number
}

/** Exponential work without a queue, tried again where it outlasts the timeout and not where it fails: (1 - q^n) / (1 - q) attempts. */
export function lateAttempts({ work, timeout, retries }: Attempts): number {
  const late = Math.exp(-timeout / work)
  return (1 - late ** (retries + 1)) / (1 - late)
}

export function lateFailures(call: Attempts): number {
  const late = Math.exp(-call.timeout / call.work)
  return 1 - (1 - late ** (call.retries + 1)) * (1 - call.fails)
}

/** Two M/M/1 of which each has half of the requests, and one is so many times slower. */
export function siblingResponse({ rate, work }: { rate: number; work: number }, factor: number): number {
  const response = (ms: number) => 1 / (1 / ms - rate / 2000)
  return (response(work) + response(work * factor)) / 2
}
