import { componentsIn } from './components-in.ts'
import type { Design } from './design.ts'
import type { PresentationStep } from './presentation-step.ts'

/** Edits of the steps in which a design is presented. Each takes a design and returns a new one. */

/** Puts a step at a place of the list, or at its end. */
export function addStep(design: Design, step: PresentationStep, at = Number.POSITIVE_INFINITY): Design {
  const steps = design.presentation ?? []
  return withSteps(design, [...steps.slice(0, at), step, ...steps.slice(at)])
}

/** Changes what a step says; an undefined value takes its key away. A step keeps its title where the new one is empty. */
export function changeStep(
  design: Design,
  index: number,
  change: { [K in keyof PresentationStep]?: PresentationStep[K] | undefined },
): Design {
  const step = design.presentation?.[index]
  if (!step) return design
  const merged = { ...step, ...change, name: change.name?.trim() || step.name }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as PresentationStep
  return withSteps(design, (design.presentation ?? []).with(index, kept))
}

/** Moves a step by so many places; at either end it stays. */
export function moveStep(design: Design, index: number, by: number): Design {
  const steps = [...(design.presentation ?? [])]
  const to = index + by
  if (to < 0 || to >= steps.length) return design
  const [step] = steps.splice(index, 1)
  if (!step) return design
  steps.splice(to, 0, step)
  return withSteps(design, steps)
}

/** Takes a step away, and with the last one the section. */
export function removeStep(design: Design, index: number): Design {
  const steps = design.presentation ?? []
  return index in steps ? withSteps(design, steps.toSpliced(index, 1)) : design
}

/** The components that a step shows plainly, those of its groups included; undefined: all of them. */
export function componentsInFocus(design: Design, { focus }: PresentationStep): Set<string> | undefined {
  if (!focus) return undefined
  const there = focus.flatMap((id) => (Object.hasOwn(design.components, id) ? [id] : componentsIn(design, id)))
  return there.length > 0 ? new Set(there) : undefined
}

/** Steps that show a scenario which is gone show the drawing alone. */
export function withoutScenario(design: Design, scenario: string): Design {
  if (!design.presentation?.some((step) => step.scenario === scenario)) return design
  const steps = design.presentation.map((step) => {
    if (step.scenario !== scenario) return step
    const { scenario: _, at: __, ...rest } = step
    return rest
  })
  return withSteps(design, steps)
}

function withSteps(design: Design, steps: PresentationStep[]): Design {
  if (steps.length > 0) return { ...design, presentation: steps }
  const { presentation: _, ...rest } = design
  return rest
}
