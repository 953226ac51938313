import type { Capacity } from '../../app/analysis/answers.ts'
import { capacityInterval, isCapacityKnown } from '../../app/analysis/capacity-interval.ts'
import { toFactorText, toRate, toText } from '../../app/run/figures.ts'

/**
 * What an objective stands, as the end of a sentence that begins with the objective: `is met up to 312/s (× 2.6; 95 %: × 2.55 to ×
 * 2.66)`. A throughput that is to be above something is met from some traffic on. Where no run knows its figure, that is said first.
 */
export function capacityWords(capacity: Capacity): string {
  const { objective, met, missed, ratePerSecond } = capacity
  const isRising = risesWithTraffic(objective)
  if (met === null) return isRising ? 'is missed however much traffic comes' : 'is missed however little traffic comes'
  const interval = capacityInterval(capacity)
  const known = isCapacityKnown(capacity)
  const factor = interval && known ? `${toFactorText(met)}; 95 %: ${interval}` : toFactorText(met)
  const traffic = `${ratePerSecond === null ? '' : `${toText(toRate(ratePerSecond))} `}(${factor})`
  if (!known)
    return `is ${interval}; the runs were too short for it, and kept it, perhaps by chance, ${isRising ? 'from' : 'up to'} ${traffic}`
  if (isRising) return `is met from ${traffic} on`
  return missed === null ? `is met at all traffic that was tried, up to ${traffic}` : `is met up to ${traffic}`
}

/** Met from some traffic on, and not up to it. */
export function risesWithTraffic({ metric, above }: Capacity['objective']): boolean {
  return metric === 'throughput' && above !== undefined
}
