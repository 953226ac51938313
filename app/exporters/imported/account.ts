import type { Loss } from '../exporter.ts'
import type { Stated, StatedField } from './stated.ts'

/**
 * A target's word on one thing that the files say: `true` where it is carried, or why not, as a sentence without its subject. What a
 * target has no word for is a loss too, so nothing can be dropped in silence.
 */
export type Answer = true | string | undefined

/** The losses of one component: each reason once, with all that it stands for. */
export function unaccounted({ id, fields }: Stated, answer: (field: StatedField) => Answer): Loss[] {
  const reasons = new Map<string, StatedField[]>()
  for (const field of fields) {
    const said = answer(field)
    if (said === true) continue
    const reason = said ?? 'not carried over.'
    reasons.set(reason, [...(reasons.get(reason) ?? []), field])
  }
  return [...reasons].map(([reason, found]) => ({
    where: id,
    what: `${found.map(({ path, place }) => `${path} (${place})`).join(', ')}: ${reason}`,
  }))
}
