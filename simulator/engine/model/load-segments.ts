import { type LoadPoint, scaleAt } from '../../../app/run/load-shape.ts'
import type { LoadSegments } from './model.ts'

/** The scenario's traffic as segments on which the scale is linear in time, so that arrivals can be found by inversion. */
export function toLoadSegments(points: readonly LoadPoint[]): LoadSegments {
  const breaks = new Set([0])
  points.forEach((point, index) => {
    breaks.add(point.at)
    const next = points[index + 1]?.at ?? Number.POSITIVE_INFINITY
    if (point.over > 0 && point.at + point.over < next) breaks.add(point.at + point.over)
  })
  const starts = [...breaks].sort((a, b) => a - b)
  const scales = starts.map((start) => scaleAt(points, start))
  const slopes = starts.map((start, i) => {
    const end = starts[i + 1]
    if (end === undefined) return 0
    // Just before the end, because the scale may step there.
    const ramp = points.some((point) => point.over > 0 && start >= point.at && start < point.at + point.over)
    return ramp ? (scaleAt(points, start + (end - start) / 2) - (scales[i] as number)) / ((end - start) / 2) / 1000 : 0
  })
  return { start: Float64Array.from(starts, (s) => s * 1000), scale: Float64Array.from(scales), slope: Float64Array.from(slopes) }
}

/** The scale over time, summed up: as long as the scenario lasts, where the scale is 1. */
export function scaledTime({ start, scale, slope }: LoadSegments, until: number): number {
  return start.reduce((sum, from, i) => {
    const span = Math.min(start[i + 1] ?? Number.POSITIVE_INFINITY, until) - from
    return span > 0 ? sum + span * ((scale[i] as number) + ((slope[i] as number) * span) / 2) : sum
  }, 0)
}
