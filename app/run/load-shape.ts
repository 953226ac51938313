/** How a scenario scales traffic over time (seconds): linear over `over` seconds from `at` on, a step where `over` is 0. */
export interface LoadPoint {
  at: number
  scale: number
  over: number
}

/**
 * The factor on every rate at a moment. 1 before the first point. A ramp that the next point cuts short goes on from the value
 * it has reached by then. `points` ascend in time.
 */
export function scaleAt(points: readonly LoadPoint[], time: number): number {
  let scale = 1
  for (const [index, point] of points.entries()) {
    if (time < point.at) return scale
    const end = Math.min(time, points[index + 1]?.at ?? Number.POSITIVE_INFINITY)
    const passed = point.over > 0 ? Math.min(1, (end - point.at) / point.over) : 1
    scale += (point.scale - scale) * passed
  }
  return scale
}
