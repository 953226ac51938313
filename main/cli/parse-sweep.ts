import { Refusal } from '../../app/bridge/answer.ts'
import { durationPattern, toMilliseconds } from '../../app/design/quantities.ts'

const mostPoints = 1000
const usualPoints = 11

export interface SweepOption {
  path: string
  /** Durations in milliseconds. */
  values: number[]
}

/** Reads `components.orders.replicas=1,2,4`, `traffic.scale=0.5..3` or `components.orders.work.time=1ms..20ms:20`. */
export function parseSweep(text: string): SweepOption {
  const cut = text.indexOf('=')
  const path = text.slice(0, cut)
  const values = cut > 0 ? toValues(text.slice(cut + 1)) : undefined
  if (values) return { path, values }
  throw new Refusal(
    'bad-input',
    `--sweep ${text} is not a sweep: write a parameter and its values, such as components.orders.replicas=1,2,4 or traffic.scale=0.5..3:20.`,
  )
}

function toValues(text: string): number[] | undefined {
  // 1ms..20ms:20
  const range = /^([^,:]+?)\.\.([^,:]+?)(?::(\d{1,4}))?$/.exec(text)
  const values = range ? toRange(range[1] ?? '', range[2] ?? '', Number(range[3] ?? usualPoints)) : text.split(',').map(toValue)
  return values.length > 0 && values.length <= mostPoints && values.every(Number.isFinite) ? values : undefined
}

function toRange(from: string, to: string, points: number): number[] {
  const [first, last] = [toValue(from), toValue(to)]
  if (points < 2) return []
  // Divided last, so that the ends and whole steps come out as written.
  return Array.from({ length: points }, (_, i) => (first * (points - 1 - i) + last * i) / (points - 1))
}

function toValue(text: string): number {
  if (durationPattern.test(text)) return toMilliseconds(text)
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}
