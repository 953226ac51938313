import * as z from 'zod'
import { duration, span } from '../design/fields.ts'
import type { Effects } from './effects.ts'

/** What the target of a fault can be, beside a group. */
export type Struck = 'component' | 'connection'

/** A ready-made fault that is offered by one click. */
export interface QuickChoice<Own> {
  /** As the button says it. */
  label: string
  /** The kind's own fields. */
  values: Own
  /** Stands among the first buttons; the others stand in a menu. */
  main?: boolean
}

/** One kind of fault in every view: what a person sets, what it is called and looks like, and what it does. */
export interface FaultKindFile<Kind extends string, Own extends z.ZodRawShape> {
  kind: Kind
  /** As a button says it: `Kill`. */
  label: string
  /** What takes it back: `Restore`. */
  heal: string
  icon: string
  /** One sentence of what happens. */
  summary: string
  /** Where both are named, a target with an arrow is a connection. */
  strikes: readonly Struck[]
  /** Nothing goes wrong: an operator does something. */
  byOperator?: true
  /** What it asks for beside its times and its target; the form is made from it. */
  fields: Own
  /** As the tag on what it strikes says it: `latency +200 ms`. */
  tag(own: z.infer<z.ZodObject<Own>>): string
  /** The tag where the icon says the rest: `+200 ms`. Absent: as the tag. */
  briefTag?(own: z.infer<z.ZodObject<Own>>): string
  effects(own: z.infer<z.ZodObject<Own>>): Effects
  quick: readonly QuickChoice<z.infer<z.ZodObject<Own>>>[]
}

const repeat = z.strictObject({
  every: span().meta({ title: 'Every', description: 'Mean time from one beginning to the next.', examples: ['30s'] }),
  distribution: z
    .enum(['constant', 'exponential'])
    .optional()
    .meta({ title: 'Distribution', absent: 'constant', description: 'constant: evenly. exponential: at random, the quiet times vary.' }),
})

const when = {
  at: duration().meta({ title: 'Begins at', description: "From the scenario's start, such as 30s or 2m." }),
  for: duration()
    .optional()
    .meta({ title: 'Lasts', description: 'Absent: to the end of the scenario.', examples: ['10s'] }),
  repeat: repeat.optional().meta({ title: 'Repeats', description: 'It comes again and again.' }),
}
const target = z.string().min(1).meta({ title: 'Strikes', description: 'A component, a connection a->b, or a group.' })

/** The kind with the schema of its faults. */
export function defineFault<const Kind extends string, Own extends z.ZodRawShape>(file: FaultKindFile<Kind, Own>) {
  return { ...file, schema: z.strictObject({ ...when, kind: z.literal(file.kind), target, ...file.fields }) }
}

/** How many of a component's replicas are struck. */
export const someReplicas = z
  .int()
  .min(1)
  .max(1_000_000)
  .optional()
  .meta({ title: 'Replicas', unit: 'replicas', absent: 'all', description: 'How many of them; absent: all.' })
