import * as z from 'zod'
import type { Design } from './design.ts'
import { setParameter } from './edit.ts'

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

/** The design with a fix applied, one edit after another. */
export function applyFix(design: Design, { edits }: Fix): Design {
  return edits.reduce((changed, { path, value }) => setParameter(changed, path, value), design)
}
