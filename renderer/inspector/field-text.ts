import type { FieldSpec } from './field-spec.ts'

/** A field's value as the text a person edits, and back. */

export type Typed = { ok: true; value: unknown } | { ok: false; error: string }

/** `4ms` is shown as `4 ms`, a share 0.7 as 70, a list with commas. */
export function toText({ control }: Pick<FieldSpec, 'control'>, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (control.type === 'share' && typeof value === 'number') return String(trimmed(value * 100))
  if (control.type === 'duration' || control.type === 'size' || control.type === 'timing')
    return String(value).replace(/([a-zA-Z]+)$/, ' $1')
  if ((control.type === 'list' || control.type === 'numbers') && Array.isArray(value)) return value.join(', ')
  return String(value)
}

/** What was typed as the value the design keeps; undefined takes the value away. Refuses what the schema refuses. */
export function fromText(field: FieldSpec, typed: string): Typed {
  const text = typed.trim()
  if (text === '') return field.required ? { ok: false, error: `${field.title} is needed.` } : { ok: true, value: undefined }
  const value = toValue(field, text)
  if (typeof value === 'number') {
    const error = numberError(field, value)
    if (error) return { ok: false, error }
  }
  const checked = field.schema.safeParse(value)
  if (checked.success) return { ok: true, value }
  const [issue] = checked.error.issues
  // Of a duration or a map, a person here has typed the duration.
  const said = issue?.code === 'invalid_union' ? issue.errors[0]?.[0] : issue
  return { ok: false, error: `"${text}" ${said?.message ?? 'cannot be used here'}.` }
}

function toValue({ control }: FieldSpec, text: string): unknown {
  switch (control.type) {
    case 'share':
      return trimmed(toNumber(text.replace(/%$/, '')) / 100)
    case 'number':
      return toNumber(text)
    case 'duration':
    case 'size':
    case 'timing':
      return text.replace(/\s+/g, '')
    case 'list':
      return text.split(',').map((item) => item.replace(/\s+/g, ''))
    case 'numbers':
      return text.split(',').map((item) => Number(item.trim() === '' ? Number.NaN : item))
    default:
      return text
  }
}

function numberError({ control, title }: FieldSpec, value: number): string | undefined {
  if (Number.isNaN(value)) return `${title} is a number.`
  if (control.type === 'share' && (value < 0 || value > 1)) return `${title} is from 0 to 100 %.`
  if (control.type !== 'number') return undefined
  if (control.whole && !Number.isInteger(value)) return `${title} is a whole number.`
  if (value >= control.min && value <= control.max) return undefined
  const [least, most] = [Number.isFinite(control.min), control.max < Number.MAX_SAFE_INTEGER]
  if (least && most) return `${title} is from ${control.min} to ${control.max}.`
  return least ? `${title} is ${control.min} or more.` : `${title} is ${control.max} or less.`
}

function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

/** Without the last digits that binary fractions add: 0.07 * 100 is 7. */
function trimmed(value: number): number {
  return Number(value.toPrecision(12))
}
