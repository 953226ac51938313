/**
 * Quantities are written in designs as text with a unit, so that a reader never has to guess one.
 * Durations: `250us`, `4ms`, `1.5s`, `10m`, `2h`. Sizes: `512B`, `64KiB`, `512MiB`, `2GiB`. Bandwidths, always per second:
 * `64kbit`, `100Mbit`, `10Gbit`.
 */

const milliseconds = { us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 } as const
const bytes = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const
const bits = { bit: 1, kbit: 1e3, Mbit: 1e6, Gbit: 1e9 } as const

// 250us | 4ms | 1.5s | 10m | 2h
export const durationPattern = /^(\d{1,15}(?:\.\d{1,20})?)(us|ms|s|m|h)$/
// 512B | 64KiB | 1.5GiB
export const sizePattern = /^(\d{1,15}(?:\.\d{1,20})?)(B|KiB|MiB|GiB)$/
// 64kbit | 100Mbit | 2.5Gbit
export const bandwidthPattern = /^(\d{1,15}(?:\.\d{1,20})?)(bit|kbit|Mbit|Gbit)$/

export function isDuration(text: string): boolean {
  return durationPattern.test(text)
}

/** The duration in milliseconds. Throws a RangeError on text the schema would have refused. */
export function toMilliseconds(text: string): number {
  const match = durationPattern.exec(text)
  if (!match) throw new RangeError(`"${text}" is not a duration`)
  return Number(match[1]) * milliseconds[match[2] as keyof typeof milliseconds]
}

/** The duration in seconds. */
export function toSeconds(text: string): number {
  return toMilliseconds(text) / 1000
}

/** The size in bytes. Throws a RangeError on text the schema would have refused. */
export function toBytes(text: string): number {
  const match = sizePattern.exec(text)
  if (!match) throw new RangeError(`"${text}" is not a size`)
  return Math.round(Number(match[1]) * bytes[match[2] as keyof typeof bytes])
}

/** The bandwidth in bits per second. Throws a RangeError on text the schema would have refused. */
export function toBitsPerSecond(text: string): number {
  const match = bandwidthPattern.exec(text)
  if (!match) throw new RangeError(`"${text}" is not a bandwidth`)
  return Number(match[1]) * bits[match[2] as keyof typeof bits]
}

/** Milliseconds as a design would write them, in the largest unit that leaves a short number. */
export function toDuration(ms: number): string {
  for (const unit of ['h', 'm', 's', 'ms', 'us'] as const) {
    const value = ms / milliseconds[unit]
    if (value >= 1 && Number.isInteger(Math.round(value * 1e6) / 1e6)) return `${Math.round(value * 1e6) / 1e6}${unit}`
  }
  if (ms === 0) return '0ms'
  return ms >= 1 ? `${ms}ms` : `${ms * 1000}us`
}
