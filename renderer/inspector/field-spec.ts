import type * as z from 'zod'

/** A field of a form, read from its schema: what a person sees, what may be typed and what it may be. */
export interface FieldSpec {
  key: string
  title: string
  description: string | undefined
  unit: string | undefined
  section: string
  required: boolean
  /** The value used when the field is absent, as text. */
  absent: string | undefined
  /** A value to begin with. */
  example: number | string | undefined
  control: Control
  schema: z.ZodType
}

export type Control =
  | { type: 'text' | 'duration' | 'size' | 'share' | 'switch' | 'list' | 'numbers' }
  | { type: 'number'; whole: boolean; min: number; max: number }
  | { type: 'choice'; options: string[] }
  | { type: 'group'; fields: FieldSpec[] }
  /** Names to values; `shares` are numbers that are shown beside their part of the whole. */
  | { type: 'map'; value: 'number' | 'text' }
  | { type: 'shares' }
  /** Names to groups of fields. */
  | { type: 'groups'; fields: FieldSpec[] }
  /** A duration that is always the same, or fields that say how it varies. */
  | { type: 'timing'; fields: FieldSpec[] }
  /** One value, or one per journey. */
  | { type: 'per-journey'; value: 'number' | 'text' }

interface Def {
  type: string
  innerType?: z.ZodType
  entries?: Record<string, string>
  shape?: Record<string, z.ZodType>
  options?: z.ZodType[]
  valueType?: z.ZodType
  element?: z.ZodType
}

const definition = (schema: z.ZodType) => schema._zod.def as unknown as Def

/** The form's fields in the order of the schema. */
export function toFieldSpecs(parameters: Record<string, z.ZodType>): FieldSpec[] {
  return Object.entries(parameters).map(([key, schema]) => toFieldSpec(key, schema))
}

/** What stands on the wrapper (`optional`) goes before what stands on the type inside. */
function toFieldSpec(key: string, schema: z.ZodType): FieldSpec {
  const inner = unwrapped(schema)
  const meta = { ...inner.meta(), ...schema.meta() }
  return {
    key,
    title: meta.title ?? key,
    description: meta.description,
    unit: meta.unit,
    section: meta.section ?? 'General',
    required: inner === schema,
    absent: meta.absent === undefined ? undefined : String(meta.absent),
    example: meta.examples?.[0],
    control: toControl(inner, meta.control),
    schema,
  }
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const { type, innerType } = definition(schema)
  return type === 'optional' && innerType ? unwrapped(innerType) : schema
}

function toControl(schema: z.ZodType, wanted: string | undefined): Control {
  const { type, entries, shape, options, valueType, element } = definition(schema)
  if (wanted === 'duration' || wanted === 'size' || wanted === 'share' || wanted === 'shares') return { type: wanted }
  switch (type) {
    case 'number':
      return toNumber(schema as z.ZodNumber)
    case 'boolean':
      return { type: 'switch' }
    case 'enum':
      return { type: 'choice', options: Object.values(entries ?? {}) }
    case 'object':
      return { type: 'group', fields: toFieldSpecs(shape ?? {}) }
    case 'record':
      return toMap(valueType)
    case 'array':
      return { type: valueKind(element) === 'number' ? 'numbers' : 'list' }
    case 'union':
      return toUnion(options ?? [])
    default:
      return { type: 'text' }
  }
}

function toNumber(schema: z.ZodNumber): Control {
  const min = schema.minValue ?? Number.NEGATIVE_INFINITY
  const max = schema.maxValue ?? Number.POSITIVE_INFINITY
  const whole = schema.isInt
  return min === 0 && max === 1 && !whole ? { type: 'share' } : { type: 'number', whole, min, max }
}

/** A plain value or a map of such values is one value or one per journey; a duration or the fields of one that varies is a timing. */
function toUnion(options: z.ZodType[]): Control {
  const fields = options.find((option) => definition(option).type === 'object')
  if (fields) return { type: 'timing', fields: toFieldSpecs(definition(fields).shape ?? {}) }
  const plain = options.find((option) => definition(option).type !== 'record')
  const perJourney = options.some((option) => definition(option).type === 'record')
  return perJourney ? { type: 'per-journey', value: valueKind(plain) } : { type: 'text' }
}

function toMap(value: z.ZodType | undefined): Control {
  const shape = value && definition(value).shape
  return shape ? { type: 'groups', fields: toFieldSpecs(shape) } : { type: 'map', value: valueKind(value) }
}

function valueKind(schema: z.ZodType | undefined): 'number' | 'text' {
  return schema && definition(schema).type === 'number' ? 'number' : 'text'
}

/** The fields under their sections, in the order sections first appear. */
export function toSections(fields: FieldSpec[]): { section: string; fields: FieldSpec[] }[] {
  const sections = [...new Set(fields.map(({ section }) => section))]
  return sections.map((section) => ({ section, fields: fields.filter((field) => field.section === section) }))
}
