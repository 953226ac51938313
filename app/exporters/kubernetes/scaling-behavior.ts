import type { Autoscale, ScalingBounds } from '../../catalogue/component.ts'

/** A cool-down has no counterpart; what is nearest is not to add replicas before they were asked for all that time. */
export function toBehavior({ up, down, cooldownMs, downCooldownMs }: Autoscale): object {
  return {
    scaleUp: toRules(up, Math.max(up.windowMs, cooldownMs)),
    scaleDown: toRules(down, downCooldownMs),
  }
}

const selections = { max: 'Max', min: 'Min', disabled: 'Disabled' } as const
const units = { replicas: 'Pods', percent: 'Percent' } as const

function toRules({ policies, select }: ScalingBounds, windowMs: number): object {
  return {
    stabilizationWindowSeconds: Math.round(Math.min(longestWindowMs, windowMs) / 1000),
    selectPolicy: selections[select],
    policies: policies.map(({ unit, most, everyMs }) => ({
      type: units[unit],
      value: most,
      periodSeconds: Math.max(1, Math.round(Math.min(longestPeriodMs, everyMs) / 1000)),
    })),
  }
}

/** An hour and half an hour are the longest that Kubernetes takes. */
export const longestWindowMs = 3_600_000
export const longestPeriodMs = 1_800_000
