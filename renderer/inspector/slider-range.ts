import type { FieldSpec } from './field-spec.ts'

/** What a slider goes through, in the numbers that its field shows: per cent of a share. */
export interface SliderRange {
  min: number
  max: number
  /** Where it stands. */
  at: number
}

/** A slider of replicas reaches at least this far, and twice as far as it was set. */
const leastReplicas = 10

/**
 * The slider beside a field, where one helps: shares, which have two ends, and replicas, of which a few more or fewer are tried. Other
 * figures span powers of ten, and are typed. `text` is what stands in the field, `kept` what was kept last, by which the slider's end
 * stays while it is dragged.
 */
export function sliderRange({ control, unit, absent }: FieldSpec, text: string, kept: string): SliderRange | undefined {
  const usual = Number(absent ?? 0)
  if (control.type === 'share') {
    const at = Number(text === '' ? usual * 100 : text)
    return Number.isFinite(at) ? { min: 0, max: 100, at: clamp(at, 0, 100) } : undefined
  }
  if (control.type !== 'number' || !control.whole || unit !== 'replicas') return undefined
  const min = Math.max(0, control.min)
  const before = Number(kept === '' ? usual : kept)
  const max = Math.min(control.max, Math.max(leastReplicas, Number.isFinite(before) ? 2 * before : 0))
  const at = Number(text === '' ? usual : text)
  return Number.isFinite(at) ? { min, max, at: clamp(at, min, max) } : undefined
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
