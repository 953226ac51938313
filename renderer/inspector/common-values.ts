import type { Control, FieldSpec } from './field-spec.ts'

/** What several forms say together. */
export interface CommonValues {
  /** What all of them say alike. */
  values: Record<string, unknown>
  /** The fields in which they differ, by their path: `retries.attempts`. */
  mixed: ReadonlySet<string>
}

/** The path of a field as `mixed` names it. */
export function pathKey(path: readonly (string | number)[]): string {
  return path.join('.')
}

/** Joins the values of these fields. Where all have a group of fields, the fields within are compared one by one. */
export function toCommonValues(fields: FieldSpec[], all: Record<string, unknown>[]): CommonValues {
  const mixed = new Set<string>()
  return { values: common(fields, all, [], mixed), mixed }
}

function common(fields: FieldSpec[], all: Record<string, unknown>[], path: string[], mixed: Set<string>): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { key, control } = field
      const [first, ...others] = all.map((values) => values[key])
      if (others.every((other) => isSame(first, other))) return first === undefined ? [] : [[key, first]]
      const maps = [first, ...others].filter(isMap)
      if ((control.type === 'group' || control.type === 'timing') && maps.length === all.length) {
        return [[key, common(control.fields, maps, [...path, key], mixed)]]
      }
      mixed.add(pathKey([...path, key]))
      return []
    }),
  )
}

/** The fields that all these forms have, and that can be set for all at once: a map would lose what only some hold. */
export function toCommonFields(forms: FieldSpec[][]): FieldSpec[] {
  const [first = [], ...others] = forms
  return first.flatMap((field) => {
    const same = others.flatMap((fields) => fields.filter((other) => other.key === field.key && shapeOf(other) === shapeOf(field)))
    if (same.length < others.length) return []
    // What an absent value means may differ from kind to kind, and how much one may set.
    const absent = same.every((other) => other.absent === field.absent) ? field.absent : undefined
    return [{ ...field, absent, control: same.reduce((control, other) => withinBoth(control, other.control), field.control) }]
  })
}

function withinBoth(a: Control, b: Control): Control {
  if (a.type !== 'number' || b.type !== 'number') return a
  return { ...a, min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) }
}

/** What may be set in a field, whatever it means where it is absent. */
function shapeOf({ key, title, required, control }: FieldSpec): string {
  if ('fields' in control) return JSON.stringify([key, title, required, control.type, control.fields.map(shapeOf)])
  return JSON.stringify([key, title, required, control.type === 'number' ? [control.type, control.whole] : control])
}

/** Whether different values of this field can be replaced by one without losing what the person cannot see. */
export function canBeMixed({ control }: FieldSpec): boolean {
  return control.type !== 'map' && control.type !== 'shares' && control.type !== 'groups'
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Values of a design file, whose keys may stand in any order. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]))
  if (!isMap(a) || !isMap(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
}
