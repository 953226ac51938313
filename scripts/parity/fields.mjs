import { toJsonSchema } from '../../app/design/json-schema.ts'
import { faultKinds } from '../../app/faults/faults.ts'

/** What is looked at of a design, by the names of its definitions in the JSON Schema. */
const owners = [
  ['component', /^component-/],
  ['connection', /^connection$/],
  ['scenario', /^scenario$/],
  ['group', /^group$/],
]

/**
 * Every field of the design's schema, taken from the schema itself: `{ owner, path, kinds }`, where `path` is `retries.attempts` and
 * `kinds` are those of the components that have it. Maps that a person makes keys for are one field.
 */
export function fieldsOfSchema() {
  const schema = toJsonSchema()
  const definitions = schema.$defs ?? {}
  const found = new Map()
  const add = (owner, path, kind) => {
    const key = `${owner} ${path}`
    const field = found.get(key) ?? { owner, path, kinds: [] }
    if (kind) field.kinds.push(kind)
    found.set(key, field)
  }
  for (const [name, definition] of Object.entries(definitions)) {
    const [owner, pattern] = owners.find(([, each]) => each.test(name)) ?? []
    if (!owner) continue
    const kind = owner === 'component' ? name.replace(pattern, '') : undefined
    for (const path of pathsOf(definition, definitions)) if (!path.startsWith('faults.')) add(owner, path, kind)
  }
  for (const file of faultKinds) for (const field of Object.keys(file.schema.shape)) if (field !== 'kind') add(`fault ${file.kind}`, field)
  return [...found.values()].sort((a, b) => compare(a.owner, b.owner) || compare(a.path, b.path))
}

function pathsOf(schema, definitions, depth = 0) {
  if (depth > 3) return []
  if (schema.$ref) return pathsOf(definitions[schema.$ref.split('/').at(-1)] ?? {}, definitions, depth)
  const alternatives = schema.anyOf ?? schema.oneOf ?? (schema.items ? [schema.items] : [])
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    name,
    ...pathsOf(inner, definitions, depth + 1).map((path) => `${name}.${path}`),
  ])
  return [...new Set([...own, ...alternatives.flatMap((each) => pathsOf(each, definitions, depth))])]
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
