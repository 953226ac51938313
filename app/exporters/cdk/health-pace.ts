import type { StatedHealth } from '../imported/stated.ts'

/** How often ECS asks a container whether it is well, and how long it waits; in seconds, where the files say so. */
export interface HealthPace {
  interval?: number
  timeout?: number
  retries?: number
  startPeriod?: number
}

/** What the exported application asks by, where the files say nothing. */
const usual = { interval: 10, timeout: 5 }

/** ECS takes whole seconds, within bounds, and waits for an answer for less long than until it asks again. */
export function toHealthPace({ intervalMs, timeoutMs, retries, startPeriodMs }: StatedHealth): HealthPace {
  const timeout = timeoutMs === undefined ? undefined : bounded(timeoutMs / 1000, 2, 60)
  const asked = intervalMs === undefined ? undefined : bounded(intervalMs / 1000, 5, 300)
  const isLate = (asked ?? usual.interval) <= (timeout ?? usual.timeout)
  const interval = isLate ? (timeout ?? usual.timeout) + 1 : asked
  return {
    ...(interval === undefined ? {} : { interval }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries === undefined ? {} : { retries: bounded(retries, 1, 10) }),
    ...(startPeriodMs === undefined ? {} : { startPeriod: bounded(startPeriodMs / 1000, 0, 300) }),
  }
}

function bounded(value: number, least: number, most: number): number {
  return Math.ceil(Math.min(most, Math.max(least, value)))
}
