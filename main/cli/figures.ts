/** Figures as a terminal shows them: at most three significant digits, with their unit, and a dash for what was not counted. */

const nothing = '–'

// 0.25 → 0.25 ms, 412.3 → 412 ms, 1240 → 1.24 s
export function toLatencyText(ms: number | null): string {
  if (ms === null) return nothing
  return ms < 1000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`
}

// 123.4 → 123/s
export function toRateText(perSecond: number): string {
  return perSecond < 1000 ? `${short(perSecond)}/s` : `${short(perSecond / 1000)}k/s`
}

// 0.0013 → 0.13 %
export function toShareText(share: number): string {
  return `${short(share * 100)} %`
}

// 12.345 → 12.3
export function toCountText(count: number): string {
  return short(count)
}

function short(value: number): string {
  if (value === 0) return '0'
  if (Math.abs(value) < 0.001) return '<0.001'
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
}
