/**
 * Figures as people read them, the same wherever they stand: page, report, exports, sentences, terminal. At most three significant digits and always a unit. Value and unit stay apart so that the
 * unit can be shown in the muted colour; `toText` joins them.
 */
export interface Figure {
  value: string
  /** With its leading space where one belongs: ` ms`, `/s`, ` %`. Empty for a plain count. */
  unit: string
}

/** Shown where nothing was counted, or where an overloaded system has no steady figure. */
export const noFigure: Figure = { value: '–', unit: '' }

type Amount = number | null | undefined

/** 0.25 → `250 µs`, 412 → `412 ms`, 1240 → `1.2 s`, 150000 → `2.5 min`. */
export function toLatency(ms: Amount): Figure {
  if (!isAmount(ms)) return noFigure
  return scaled(ms, [
    [1e-3, ' µs'],
    [1, ' ms'],
    [1e3, ' s'],
    [6e4, ' min'],
  ])
}

/** 0.42 → `0.42/s`, 123 → `123/s`, 12430 → `12.4k/s`. */
export function toRate(perSecond: Amount): Figure {
  if (!isAmount(perSecond)) return noFigure
  const count = toCount(perSecond)
  return { value: count.value, unit: `${count.unit}/s` }
}

/** 3 → `3`, 0.4 → `0.4`, 12430 → `12.4k`. */
export function toCount(count: Amount): Figure {
  if (!isAmount(count)) return noFigure
  for (const [factor, suffix] of [
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (Number(short(count)) >= factor) return { value: toDigits(count / factor, 3), unit: suffix }
  }
  return { value: short(count), unit: '' }
}

/** US dollars: 0.4 → `$0.40`, 1234.5 → `$1,235`. */
export function toMoney(dollars: Amount): Figure {
  if (!isAmount(dollars)) return noFigure
  if (dollars > 0 && dollars < 0.01) return { value: '<$0.01', unit: '' }
  const digits = Math.abs(dollars) < 100 ? 2 : 0
  return { value: `$${dollars.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`, unit: '' }
}

/** 0.0013 → `0.13 %`, 0.93 → `93 %`. */
export function toShare(share: Amount): Figure {
  if (!isAmount(share)) return noFigure
  const percent = share * 100
  if (percent > 0 && percent < 0.01) return { value: '<0.01', unit: ' %' }
  return { value: short(percent), unit: ' %' }
}

/** Keeps the digits that tell nines apart, and never rounds a miss up to all: 0.9994 → `99.94 %`. */
export function toAvailability(share: Amount): Figure {
  if (!isAmount(share)) return noFigure
  const missing = 1 - share
  if (missing <= 0 || share <= 0.9) return toShare(share)
  const decimals = Math.min(4, Math.max(0, Math.ceil(-Math.log10(missing * 100) + 1e-9)))
  const factor = 10 ** decimals
  return { value: String(Math.floor(share * 100 * factor + 1e-6) / factor), unit: ' %' }
}

/** Scenario time: 393 → `6:33`, 3723 → `1:02:03`. */
export function toClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-9))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** A length of time in words: 0.21 → `0.21 s`, 30 → `30 s`, 600 → `10 min`, 9000 → `2.5 h`. */
export function toSpan(seconds: number): string {
  if (seconds < 1) return `${toDigits(seconds, 2)} s`
  if (seconds < 120) return `${short(seconds)} s`
  if (seconds < 7200) return `${short(seconds / 60)} min`
  if (seconds < 172_800) return `${short(seconds / 3600)} h`
  return `${short(seconds / 86_400)} days`
}

export function toText(figure: Figure): string {
  return `${figure.value}${figure.unit}`
}

/** The same as text at once, for sentences, terminals and pages without marks. */
export const toLatencyText = (ms: Amount): string => toText(toLatency(ms))
export const toRateText = (perSecond: Amount): string => toText(toRate(perSecond))
export const toShareText = (share: Amount): string => toText(toShare(share))
export const toCountText = (count: Amount): string => toText(toCount(count))

/** How many times as much: 1.357 → `× 1.36`. */
export function toFactorText(factor: number): string {
  return `× ${toDigits(factor, 3)}`
}

/** `1 replica`, `3 replicas`. */
export function counted(amount: number, singular: string): string {
  return `${amount} ${amount === 1 ? singular : `${singular}s`}`
}

/** A unit behind a value that is typed: 1 and `requests/s` → `request/s`, 3 → `requests/s`. */
export function unitOf(unit: string, value: number): string {
  if (value !== 1) return unit
  const [noun = '', ...rest] = unit.split('/')
  const one = noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun
  return [one, ...rest].join('/')
}

function isAmount(value: Amount): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Takes the largest unit in which the rounded number is at least one, so that 999.6 ms is `1 s` and not `1000 ms`. */
function scaled(amount: number, units: [number, string][]): Figure {
  let chosen: [number, string] = amount === 0 ? [1, ' ms'] : (units[0] ?? [1, ''])
  for (const unit of units) if (amount !== 0 && Number(short(amount / unit[0])) >= 1) chosen = unit
  return { value: short(amount / chosen[0]), unit: chosen[1] }
}

/** Two significant digits below ten, whole numbers above: what a glance can take in. */
function short(value: number): string {
  return Math.abs(value) < 9.95 ? toDigits(value, 2) : String(Math.round(value))
}

function toDigits(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)))
}
