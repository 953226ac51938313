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

// ports[0] (compose.yaml:12), ports[1] (compose.yaml:13): its Service has the port of the container.
const ofFields = /^([\w.[\]-]+ \([^()]*:\d+\)(?:, [\w.[\]-]+ \([^()]*:\d+\))*): (.*)$/s

/** The words of such a loss: of which fields it is, and why. Of any other loss all of it is the reason. */
export function fieldsOf(what: string): { fields?: string; reason: string } {
  const [, fields, reason] = ofFields.exec(what) ?? []
  return fields === undefined || reason === undefined ? { reason: what } : { fields, reason }
}
