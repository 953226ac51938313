import type { ComponentResult, JourneyResult, Result } from '../../app/run/result.ts'

/** A figure of the table and how it is read from a result; null or NaN where the result has none. */
export interface Metric {
  name: string
  read(result: Result): number | null
}

/** The figures of one component. */
export function componentMetrics(id: string) {
  const of = (name: string, read: (component: ComponentResult) => number | null): Metric => ({
    name,
    read: ({ components }) => (components[id] ? read(components[id]) : null),
  })
  return {
    meanResponse: of('mean_response_ms', ({ latency }) => latency.mean),
    p50Response: of('p50_response_ms', ({ latency }) => latency.p50),
    p95Response: of('p95_response_ms', ({ latency }) => latency.p95),
    p99Response: of('p99_response_ms', ({ latency }) => latency.p99),
    p999Response: of('p999_response_ms', ({ latency }) => latency.p999),
    maxResponse: of('max_response_s', ({ latency }) => (latency.max ?? Number.NaN) / 1000),
    meanWait: of('mean_wait_ms', ({ waiting }) => waiting.mean),
    p99Wait: of('p99_wait_ms', ({ waiting }) => waiting.p99),
    chanceToWait: of('prob_wait_gt_0', ({ waiting }) => waiting.share),
    meanInSystem: of('mean_in_system_L', ({ inSystem }) => inSystem.mean),
    peakQueue: of('peak_backlog_requests', ({ queue }) => queue.max),
    utilisation: of('utilisation', ({ utilisation }) => utilisation),
    rejected: of('rejection_ratio', ({ errorRate }) => errorRate),
    abandoned: of('abandon_ratio', ({ errorRate }) => errorRate),
    goodput: of('goodput_per_s', ({ throughput, errorRate }) => throughput * (1 - errorRate)),
    throughput: of('arrivals_per_s', ({ throughput }) => throughput),
    replicas: of('replicas', ({ replicas }) => replicas.mean),
    hitRatio: of('hit_ratio', ({ hitRatio }) => hitRatio ?? null),
    /** Measured L / (X W): L and X as counted, W with what chance did to arrivals and work taken out, so that they differ by that. */
    little: of('L_over_XW', ({ inSystem, throughput, latency }) => inSystem.mean / ((throughput * (latency.mean ?? Number.NaN)) / 1000)),
    /** Requests let through in the whole run; a count, whatever the rounding of rates. */
    admitted: {
      name: 'admitted',
      read: ({ components, duration, warmup }: Result) => {
        const { throughput = Number.NaN, errorRate = Number.NaN } = components[id] ?? {}
        return Number((throughput * (1 - errorRate) * (duration - warmup)).toFixed(6))
      },
    },
  }
}

/** The figures of one journey, from the traffic's side. */
export function journeyMetrics(id: string) {
  const of = (name: string, read: (journey: JourneyResult) => number | null): Metric => ({
    name,
    read: ({ journeys }) => (journeys[id] ? read(journeys[id]) : null),
  })
  return {
    meanResponse: of('mean_response_ms', ({ latency }) => latency.mean),
    p99Response: of('p99_response_ms', ({ latency }) => latency.p99),
    failed: of('error_ratio', ({ errorRate }) => errorRate),
    degraded: of('degraded_ratio', ({ degraded }) => degraded ?? null),
    inFull: of('answered_in_full_per_s', ({ goodput }) => goodput ?? null),
    succeeded: of('success_ratio', ({ errorRate }) => 1 - errorRate),
    throughput: of('throughput_per_s', ({ throughput }) => throughput),
    goodput: of('goodput_per_s', ({ throughput, errorRate }) => throughput * (1 - errorRate)),
  }
}

export const server = componentMetrics('server')
export const journey = journeyMetrics('default')

/** How long requests of a journey waited for the one worker of a component: their response without the mean work there. */
export function waitOf(name: string, journey: string, component: string): Metric {
  return {
    name,
    read: ({ journeys, components }) => {
      const { utilisation = Number.NaN, throughput = Number.NaN } = components[component] ?? {}
      return (journeys[journey]?.latency.mean ?? Number.NaN) - (utilisation / throughput) * 1000
    },
  }
}

/** Calls over a connection, or requests at a component, for each request of the traffic. */
export function perRequest(name: string, count: (result: Result) => number | undefined): Metric {
  return { name, read: (result) => (count(result) ?? Number.NaN) / (result.journeys.default?.throughput ?? Number.NaN) }
}

export const named = (name: string, { read }: Metric): Metric => ({ name, read })
