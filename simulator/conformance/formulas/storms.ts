import { sum } from './numerics.ts'

/** Retry storms as a fluid (Bronson et al. 2021; Huang et al. 2022). Rates are per second, times milliseconds. */
export interface Storm {
  rate: number
  work: number
  timeout: number
  /** Tries after the first. */
  retries: number
}

/** What has piled up when the outage ends: first attempts for all of it, and each further one a timeout later. */
export function backlogAtRecovery({ rate, timeout, retries, outage }: Storm & { outage: number }): number {
  return sum(0, retries, (k) => (rate * Math.max(0, outage - k * timeout)) / 1000)
}

/** Attempts per second while every attempt times out. */
export function attemptsPerSecond({ rate, retries }: Storm): number {
  return rate * (1 + retries)
}

/** How much faster attempts come than they can be worked on. */
export function backlogGrowth(storm: Storm): number {
  return attemptsPerSecond(storm) - 1000 / storm.work
}

/** Seconds until the wait has fallen below the timeout, for a server that can take all attempts. */
export function recoverySeconds(storm: Storm & { outage: number }): number {
  return (backlogAtRecovery(storm) - storm.timeout / storm.work) / -backlogGrowth(storm)
}

/** The rate beyond which an outage is not recovered from. */
export function metastableRate({ work, retries }: Pick<Storm, 'work' | 'retries'>): number {
  return 1000 / work / (1 + retries)
}
