import type { Design, Objective, Scenario } from '../../app/design/design.ts'
import { setScenario } from '../../app/design/edit.ts'
import { withoutScenario } from '../../app/design/presentation.ts'

/** Edits of the list of scenarios and of one's objectives. */

/** A copy under a free name, beside the original. */
export function duplicateScenario(design: Design, id: string): { design: Design; id: string } {
  const scenarios = design.scenarios ?? {}
  const original = scenarios[id]
  if (!original) return { design, id }
  const stem = id.replace(/-\d+$/, '')
  let number = 2
  while (Object.hasOwn(scenarios, `${stem}-${number}`)) number += 1
  const copy = `${stem}-${number}`
  const named = original.name === undefined ? {} : { name: `${original.name} ${number}`.slice(0, 80) }
  return { design: setScenario(design, copy, { ...structuredClone(original), ...named }), id: copy }
}

/** Takes a scenario away; steps of a presentation that showed it show the drawing alone. */
export function removeScenario(design: Design, id: string): Design {
  const { [id]: _, ...scenarios } = design.scenarios ?? {}
  const { scenarios: __, ...rest } = withoutScenario(design, id)
  return Object.keys(scenarios).length > 0 ? { ...rest, scenarios } : rest
}

/** Adds an objective, replaces the one at this place or (undefined) takes it away. */
export function putObjective(scenario: Scenario, index: number, objective: Objective | undefined): Scenario {
  const before = scenario.objectives ?? []
  const objectives = objective
    ? index < before.length
      ? before.map((one, at) => (at === index ? objective : one))
      : [...before, objective]
    : before.filter((_, at) => at !== index)
  const { objectives: _, ...rest } = scenario
  return objectives.length > 0 ? { ...rest, objectives } : rest
}
