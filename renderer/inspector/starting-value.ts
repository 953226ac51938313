import type { FieldSpec } from './field-spec.ts'

/** What a group of fields starts with when a person sets it: its needed fields and those that have an example, to be corrected. */
export function startingValue(field: FieldSpec): unknown {
  const { control } = field
  switch (control.type) {
    case 'group':
      return Object.fromEntries(
        control.fields
          .filter(({ required, example }) => required || example !== undefined)
          .map((inner) => [inner.key, startingValue({ ...inner, absent: inner.absent ?? field.absent })]),
      )
    case 'duration':
    case 'timing':
      // 5ms exponential
      return field.example ?? /^\d+(?:\.\d+)?(?:us|ms|s|m|h)/.exec(field.absent ?? '')?.[0] ?? '1s'
    case 'number':
      return field.example ?? Math.max(control.min, Math.min(control.max, 2))
    case 'share':
      return field.example ?? 0.5
    case 'switch':
      return true
    case 'choice':
      return control.options[0]
    default:
      return field.example ?? ''
  }
}
