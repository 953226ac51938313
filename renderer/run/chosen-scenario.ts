import { type Design, type Scenario, steadyScenario } from '../../app/design/design.ts'
import { isDuration, toSeconds } from '../../app/design/quantities.ts'

export interface ChosenScenario {
  /** null: steady traffic, which stands in no design. */
  name: string | null
  label: string
  scenario: Scenario
  durationSeconds: number
  warmupSeconds: number
}

/** A choice applied to a design: a scenario that is no longer there falls back to the first, then to steady traffic. */
export function chosenScenario(
  design: Design,
  choice: { name: string | null | undefined; durationSeconds: number | null },
): ChosenScenario {
  const scenarios = design.scenarios ?? {}
  const first = Object.keys(scenarios)[0] ?? null
  const isThere = choice.name === null || (choice.name !== undefined && Object.hasOwn(scenarios, choice.name))
  const name = isThere && choice.name !== undefined ? choice.name : first
  const scenario = (name === null ? undefined : scenarios[name]) ?? steadyScenario
  const durationSeconds = choice.durationSeconds ?? secondsOf(scenario.duration, 30)
  const label = scenario.name ?? name ?? 'Steady'
  return { name, label, scenario, durationSeconds, warmupSeconds: Math.min(secondsOf(scenario.warmup, 0), durationSeconds) }
}

/** Scenario times of a design that is being edited may be missing or malformed; the Problems panel says so. */
export function secondsOf(text: string | undefined, otherwise: number): number {
  return typeof text === 'string' && isDuration(text) ? toSeconds(text) : otherwise
}
