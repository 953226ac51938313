import * as z from 'zod'
import type { HealthChecks } from '../design/balancing.ts'
import type { Component, Connection } from '../design/design.ts'
import { count, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Misfit } from './component.ts'

/** What a load balancer of AWS finds out of its targets, in the numbers of its product. */
export interface HealthCheckDefaults {
  interval: string
  timeout: string
  healthy: number
  unhealthy: number
}

// Where all targets are unhealthy, all are tried (fail open):
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
const failsOpen = 0.001
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
const bounds = { interval: { least: '5s', most: '300s' }, timeout: { least: '2s', most: '120s' } }

/** The parameter of a load balancer that says how its targets are asked whether they answer. */
export const healthCheckField = ({ interval, timeout, healthy, unhealthy }: HealthCheckDefaults) =>
  z
    .strictObject({
      interval: span().optional().meta({ title: 'Every', absent: interval, description: 'Each target is asked so often.' }),
      timeout: span().optional().meta({ title: 'Timeout', absent: timeout, description: 'An answer that takes longer counts as none.' }),
      healthy: count(2, 10).optional().meta({ title: 'Healthy after', absent: healthy, unit: 'checks' }),
      unhealthy: count(2, 10).optional().meta({ title: 'Unhealthy after', absent: unhealthy, unit: 'checks' }),
    })
    .optional()
    .meta({
      title: 'Health checks',
      section: 'Targets',
      description: 'By these alone it learns which targets answer; where none does, all are tried.',
    })

/** The health checks of a component, for its calls. */
export function healthChecksOf(component: Component, absent: HealthCheckDefaults): HealthCheckDefaults & Required<HealthChecks> {
  return { ...absent, ...(component.healthCheck as Partial<HealthCheckDefaults> | undefined), panic: failsOpen }
}

export function checkHealthChecks(component: Component, absent: HealthCheckDefaults): Misfit[] {
  const written = (component.healthCheck as Partial<HealthCheckDefaults> | undefined) ?? {}
  const outside = (['interval', 'timeout'] as const).flatMap((field) => {
    const { least, most } = bounds[field]
    const text = written[field]
    if (text === undefined || (toMilliseconds(text) >= toMilliseconds(least) && toMilliseconds(text) <= toMilliseconds(most))) return []
    return [
      {
        parameter: 'healthCheck',
        message: `checks its targets with ${field}: ${text}, and Elastic Load Balancing takes ${least} to ${most}`,
        remedy: `Write ${field}: ${toMilliseconds(text) < toMilliseconds(least) ? least : most}.`,
      },
    ]
  })
  const { interval, timeout } = { ...absent, ...written }
  if (outside.length > 0 || toMilliseconds(timeout) < toMilliseconds(interval)) return outside
  return [
    {
      parameter: 'healthCheck',
      message: `asks its targets every ${interval} and waits ${timeout} for an answer, and Elastic Load Balancing wants the wait to be shorter`,
      remedy: 'Write a longer interval or a shorter timeout.',
    },
  ]
}

const algorithms = {
  'round-robin': 'round-robin',
  'least-outstanding-requests': 'least-connections',
  'weighted-random': 'random',
} as const satisfies Record<string, Connection['balance']>
export type Algorithm = keyof typeof algorithms

export const algorithmField = () =>
  z
    .enum(Object.keys(algorithms) as [Algorithm, ...Algorithm[]])
    .optional()
    .meta({
      title: 'Algorithm',
      absent: 'round-robin',
      section: 'Targets',
      description: 'Which target of a group has the next request.',
    })

export function algorithmOf({ algorithm }: Component): Algorithm {
  return (algorithm as Algorithm | undefined) ?? 'round-robin'
}

export function balanceOf(component: Component): NonNullable<Connection['balance']> {
  return algorithms[algorithmOf(component)]
}
