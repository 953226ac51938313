import { type Parameter, trafficScale } from '../../app/analysis/parameters.ts'

/** The values at which a sweep predicts. Durations are milliseconds. */
export interface SweepRange {
  from: number
  to: number
  steps: number
}

export const mostSteps = 60
const usualSteps = 12

/** Around the value that the design has, far enough to show what changes. */
export function usualRange({ path, kind, value }: Parameter): SweepRange {
  if (path === trafficScale) return { from: 0.25, to: 3, steps: usualSteps }
  if (kind === 'count') return { from: Math.min(1, value), to: Math.max(4, value * 2), steps: usualSteps }
  if (value === 0) return { from: 0, to: kind === 'duration' ? 100 : 1, steps: usualSteps }
  // A share stays one.
  const to = kind === 'number' && value <= 1 ? Math.min(1, value * 4) : value * 4
  return { from: value / 4, to, steps: usualSteps }
}

/** Evenly from one end to the other; counts are whole, and none comes twice. */
export function sweepValues(kind: Parameter['kind'], { from, to, steps }: SweepRange): number[] {
  const even = Array.from({ length: steps }, (_, i) => (steps === 1 ? from : from + ((to - from) * i) / (steps - 1)))
  return [...new Set(even.map((value) => (kind === 'count' ? Math.round(value) : Number(value.toPrecision(6)))))]
}

/** Why these are no values to predict at, in one sentence; undefined: they are. */
export function rangeProblem({ from, to, steps }: SweepRange): string | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return 'Write a number at both ends.'
  if (from < 0) return 'No parameter can be below zero.'
  if (to <= from) return 'The upper end has to be above the lower one.'
  if (!Number.isInteger(steps) || steps < 2 || steps > mostSteps) return `Choose from 2 to ${mostSteps} steps.`
  return undefined
}
