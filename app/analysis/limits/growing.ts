import type { ComponentResult } from '../../run/result.ts'

/** An overloaded component has finished requests and yet no steady wait. */
export function isGrowing(figures: ComponentResult): boolean {
  return figures.throughput > 0 && figures.waiting.mean === null && figures.queue.mean > 1
}
