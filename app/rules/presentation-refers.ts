import { type Design, steadyScenario } from '../design/design.ts'
import { removing } from '../design/fix.ts'
import { nearest } from '../design/nearest.ts'
import type { PresentationStep } from '../design/presentation-step.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'

/** What a step of the presentation is to show is there. */
export const presentationRefers: Rule = {
  id: 'presentation-refers',
  severity: 'warning',
  check: (design) =>
    (design.presentation ?? []).flatMap((step, index) =>
      gapsOf(design, step).map(({ key, says, remedy }) => ({
        message: `The step "${step.name}" of the presentation ${says}.`,
        remedy,
        path: ['presentation', index, ...key],
        fix: removing('Take it out of the step', ['presentation', index, ...key]),
      })),
    ),
}

interface Gap {
  key: (string | number)[]
  says: string
  remedy: string
}

function gapsOf(design: Design, { focus = [], scenario, steady, at }: PresentationStep): Gap[] {
  const { scenarios = {}, groups = {} } = design
  const gaps: Gap[] = focus.flatMap((id, place) =>
    Object.hasOwn(design.components, id) || Object.hasOwn(groups, id)
      ? []
      : [
          {
            key: ['focus', place],
            says: `shows "${id}", which is neither a component nor a group`,
            remedy: meant(id, [...Object.keys(design.components), ...Object.keys(groups)]) ?? 'Take it out of the step.',
          },
        ],
  )
  if (scenario === undefined) {
    if (at === undefined) return gaps
    if (steady) return [...gaps, ...late(at, steadyScenario.duration, 'steady traffic')]
    return [...gaps, { key: ['at'], says: 'names a moment and no scenario', remedy: 'Say of which scenario, or take the moment out.' }]
  }
  if (!Object.hasOwn(scenarios, scenario)) {
    const remedy = meant(scenario, Object.keys(scenarios)) ?? 'Take it out of the step, or add the scenario.'
    return [...gaps, { key: ['scenario'], says: `shows the scenario "${scenario}", which is not there`, remedy }]
  }
  return [...gaps, ...late(at, scenarios[scenario]?.duration, `the scenario ${scenario}`)]
}

function late(at: string | undefined, duration: string | undefined, what: string): Gap[] {
  const [moment, length] = [msOf(at), msOf(duration)]
  if (moment === undefined || length === undefined || moment <= length) return []
  const says = `shows ${at} of ${what}, which is over after ${duration}`
  return [{ key: ['at'], says, remedy: 'Show an earlier moment; until then its last one is shown.' }]
}

function meant(id: string, known: string[]): string | undefined {
  const near = nearest(id, known)
  return near && `Did you mean ${near}?`
}
