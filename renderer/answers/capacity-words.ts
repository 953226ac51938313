import type { Capacity } from '../../app/analysis/answers.ts'
import { toFactorText, toRate, toText } from '../../app/run/figures.ts'

/**
 * What an objective stands, as the end of a sentence that begins with the objective: `is met up to 312/s (× 2.6)`. A throughput
 * that is to be above something is met from some traffic on.
 */
export function capacityWords({ objective, met, missed, ratePerSecond }: Capacity): string {
  const isRising = risesWithTraffic(objective)
  if (met === null) return isRising ? 'is missed however much traffic comes' : 'is missed however little traffic comes'
  const traffic = `${ratePerSecond === null ? '' : `${toText(toRate(ratePerSecond))} `}(${toFactor(met)})`
  if (isRising) return `is met from ${traffic} on`
  return missed === null ? `is met at all traffic that was tried, up to ${traffic}` : `is met up to ${traffic}`
}

/** Met from some traffic on, and not up to it. */
export function risesWithTraffic({ metric, above }: Capacity['objective']): boolean {
  return metric === 'throughput' && above !== undefined
}

/** A factor on the traffic: two figures would not tell near ones apart. */
export function toFactor(scale: number): string {
  return toFactorText(scale)
}
