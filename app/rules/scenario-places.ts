import type { Design, Objective, Scenario } from '../design/design.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Fault } from '../faults/faults.ts'

/** The parts of a design's scenarios with their places, for rules about them. */

type Path = (string | number)[]

export interface InScenario<Part> {
  id: string
  scenario: Scenario
  part: Part
  index: number
  path: Path
}

export function scenariosOf({ scenarios = {} }: Design): { id: string; scenario: Scenario; path: Path }[] {
  return Object.entries(scenarios).map(([id, scenario]) => ({ id, scenario, path: ['scenarios', id] }))
}

export function faultsIn(design: Design): InScenario<Fault>[] {
  return partsIn(design, 'faults', ({ faults }) => faults)
}

export function pointsIn(design: Design): InScenario<NonNullable<Scenario['traffic']>[number]>[] {
  return partsIn(design, 'traffic', ({ traffic }) => traffic)
}

export function objectivesIn(design: Design): InScenario<Objective>[] {
  return partsIn(design, 'objectives', ({ objectives }) => objectives)
}

function partsIn<Part>(design: Design, key: string, of: (scenario: Scenario) => Part[] | undefined): InScenario<Part>[] {
  return scenariosOf(design).flatMap(({ id, scenario, path }) =>
    (of(scenario) ?? []).map((part, index) => ({ id, scenario, part, index, path: [...path, key, index] })),
  )
}

/** The design under its traffic as drawn. */
export function withoutScenarios({ scenarios: _, ...design }: Design): Design {
  return design
}

/** Milliseconds; undefined where there is no duration or the schema would refuse it. */
export function msOf(text: unknown): number | undefined {
  return typeof text === 'string' && isDuration(text) ? toMilliseconds(text) : undefined
}
