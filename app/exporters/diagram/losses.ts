import type { Design } from '../../design/design.ts'
import type { Loss } from '../exporter.ts'

/** Notes and steps of a presentation stay on the canvas; what is drawn for others does without them. */
export function notesLost({ notes = {}, presentation = [] }: Design): Loss[] {
  return [
    ...(Object.keys(notes).length > 0 ? [{ where: 'notes', what: 'Notes and labels of the drawing are left out.' }] : []),
    ...(presentation.length > 0 ? [{ where: 'presentation', what: 'The steps of its presentation are left out.' }] : []),
  ]
}

/** What a text that another program lays out does not have of the drawing. */
export function toLosses(design: Design, program: string): Loss[] {
  const { groups = {}, layout = {}, scenarios = {} } = design
  const seen = new Set<string>()
  const again = Object.entries(groups).flatMap(([id, { members }]) => {
    const twice = members.filter((member) => seen.has(member))
    for (const member of members) seen.add(member)
    return twice.map((member) => ({
      where: `groups.${id}`,
      what: `${member} is drawn in an earlier boundary: ${program} draws nothing in two.`,
    }))
  })
  return [
    ...again,
    ...notesLost(design),
    ...(Object.keys(layout).length > 0 ? [{ where: 'layout', what: `${program} lays the drawing out itself.` }] : []),
    ...(Object.keys(scenarios).length > 0
      ? [{ where: 'scenarios', what: 'Traffic, faults and objectives are no part of this drawing.' }]
      : []),
  ]
}
