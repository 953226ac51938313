import * as z from 'zod'
import { designSchema } from './schema.ts'

/** The schema of design files for editors, made from the one that the program checks with. */

export type JsonSchema = { [key: string]: unknown }

/** Own keys begin with `x-` and may stand in the design, a component, a connection, a group, a scenario, a note and a step. */
const extensible = /^(?:component-.+|connection|group|scenario|note|step)$/

export function toJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(designSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => tidy(jsonSchema),
  }) as JsonSchema
  const definitions = (schema.$defs ?? {}) as Record<string, JsonSchema>
  for (const [name, definition] of Object.entries(definitions)) if (extensible.test(name)) allowExtensions(definition)
  allowExtensions(schema)
  return {
    ...schema,
    title: 'Microcosm design',
    description: 'Components, connections, groups, scenarios and layout of a microservice architecture.',
  }
}

/** The file as it is shipped. */
export function toJsonSchemaText(): string {
  return `${JSON.stringify(toJsonSchema(), null, 2)}\n`
}

function allowExtensions(schema: JsonSchema): void {
  schema.patternProperties = { '^x-': {} }
}

/** What only the inspector reads is left out; the value that an absent field stands for becomes the `default` editors show. */
function tidy(schema: JsonSchema): void {
  if (typeof schema.unit === 'string') schema.description = [schema.description, `In ${schema.unit}.`].filter(Boolean).join(' ')
  // Some defaults are told in words (`5ms exponential` for work), which is help and not a value.
  const fits =
    schema.type === undefined || typeof schema.absent === schema.type || (schema.type === 'integer' && typeof schema.absent === 'number')
  if (schema.absent !== undefined && fits && schema.type !== undefined) schema.default = schema.absent
  for (const key of ['unit', 'section', 'control', 'absent']) delete schema[key]
}
