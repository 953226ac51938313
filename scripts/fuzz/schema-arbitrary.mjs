// Inputs that a JSON Schema allows, and some that it nearly allows. `texts` gives what stands for a text, by the name of its key.
import * as fc from 'fast-check'
import { anyText } from './any-text.mjs'

const anything = fc.jsonValue({ maxDepth: 3 })

export function arbitraryOf(schema, texts, key = '', depth = 0) {
  const inner = (each, name = key) => arbitraryOf(each, texts, name, depth + 1)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((each) => inner(each)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, inner, depth)
    case 'array': {
      const least = Math.min(schema.minItems ?? 0, 5)
      return fc.array(schema.items ? inner(schema.items) : anything, { minLength: least, maxLength: least + (depth > 4 ? 1 : 3) })
    }
    case 'string':
      return fc.oneof({ weight: 6, arbitrary: texts(key) }, { weight: 1, arbitrary: anyText(80) })
    case 'number':
    case 'integer':
      return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 0.05, 30, -1, 1e308, Number.MAX_SAFE_INTEGER))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return anything
  }
}

function objectOf({ properties = {}, required = [], additionalProperties, propertyNames }, inner, depth) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, inner(schema, name)]))
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (typeof additionalProperties !== 'object' || depth > 5) return known
  const names = propertyNames?.enum ? fc.constantFrom(...propertyNames.enum) : fc.string({ maxLength: 12 })
  return fc.tuple(known, fc.dictionary(names, inner(additionalProperties), { maxKeys: 3 })).map(([a, b]) => ({ ...b, ...a }))
}
