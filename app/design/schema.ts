import * as z from 'zod'
import { kinds } from '../catalogue/catalogue.ts'
import { commonFields, connectionFields, groupFields, noteFields, place, scenarioFields } from './design.ts'
import { id } from './fields.ts'
import { stepSchema } from './presentation-step.ts'

/**
 * The schema of the whole document: what every component has, joined with the parameters of each kind. It knows nothing of keys
 * that begin with `x-`; `withoutExtensions` takes them out before checking, and `json-schema.ts` lets them stand.
 */

const componentSchemas = kinds.map((kind) =>
  z
    .strictObject({
      ...commonFields,
      kind: z.literal(kind.kind).meta({ title: kind.label, description: kind.summary }),
      ...kind.parameters,
    })
    .meta({ id: `component-${kind.kind}`, title: kind.label, description: kind.summary }),
)
type ComponentSchema = (typeof componentSchemas)[number]

const componentSchema = z.discriminatedUnion('kind', componentSchemas as [ComponentSchema, ...ComponentSchema[]])
const connectionSchema = z.strictObject(connectionFields).meta({ id: 'connection', title: 'Connection' })
const groupSchema = z.strictObject(groupFields).meta({ id: 'group', title: 'Group' })
const noteSchema = z.strictObject(noteFields).meta({ id: 'note', title: 'Note' })
const scenarioSchema = z.strictObject(scenarioFields).meta({ id: 'scenario', title: 'Scenario' })

export const designSchema = z.strictObject({
  microcosm: z.literal(1).meta({ title: 'Version', description: 'The version of this file format.' }),
  name: z.string().max(120).optional().meta({ title: 'Name' }),
  components: z.record(id(), componentSchema).meta({ title: 'Components', description: 'What the system is made of, by id.' }),
  connections: z.array(connectionSchema).optional().meta({ title: 'Connections', description: 'Who calls whom.' }),
  groups: z
    .record(id(), groupSchema)
    .optional()
    .meta({ title: 'Groups', description: 'Boundaries around components; may hold other groups.' }),
  scenarios: z.record(id(), scenarioSchema).optional().meta({ title: 'Scenarios', description: 'What happens to the system over time.' }),
  notes: z
    .record(id(), noteSchema)
    .optional()
    .meta({ title: 'Notes', description: 'What people wrote on the drawing; it means nothing to a run.' }),
  presentation: z
    .array(stepSchema)
    .optional()
    .meta({ title: 'Presentation', description: 'The steps in which the design is shown to others, in their order.' }),
  layout: z.record(id(), place).optional().meta({ title: 'Layout', description: 'Where each component stands on the canvas.' }),
})

/** Copies the document without the keys that begin with `x-` at the places where they may stand: its seven kinds of object. */
export function withoutExtensions(value: unknown): unknown {
  if (!isMap(value)) return value
  const copy = omitExtensions(value)
  for (const key of ['components', 'groups', 'scenarios', 'notes'] as const) {
    const section = copy[key]
    if (isMap(section)) copy[key] = Object.fromEntries(Object.entries(section).map(([name, entry]) => [name, omitExtensions(entry)]))
  }
  for (const key of ['connections', 'presentation'] as const) {
    const list = copy[key]
    if (Array.isArray(list)) copy[key] = list.map(omitExtensions)
  }
  return copy
}

function omitExtensions<T>(value: T): T {
  if (!isMap(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-'))) as T
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
