import * as z from 'zod'

/** A change of a design that can be offered as a button, as data: what it is called, and the values that it sets or takes away. */
export const fixSchema = z.object({
  /** As the button says it: `Set the timeout to 500ms`. */
  label: z.string(),
  edits: z.array(
    z.object({
      /** As `setParameter` takes it: a connection by its index or as `from->to`. */
      path: z.array(z.union([z.string(), z.number()])),
      /** Absent: the value is taken away. */
      value: z.json().optional(),
    }),
  ),
})
export type Fix = z.infer<typeof fixSchema>

/** A fix that sets one value. */
export function setting(label: string, path: (string | number)[], value: Fix['edits'][number]['value']): Fix {
  return { label, edits: [{ path, value }] }
}

/** A fix that takes one value away. */
export function removing(label: string, path: (string | number)[]): Fix {
  return { label, edits: [{ path }] }
}
