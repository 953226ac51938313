import { create } from 'zustand'
import { type Design, type Scenario, steadyScenario } from '../../app/design/design.ts'
import { toSeconds } from '../../app/design/quantities.ts'

/** Which scenario the next run plays, and for how long; also the one whose timeline the dock shows. */
interface ScenarioChoice {
  /** A scenario's name; null: steady traffic; undefined: not chosen yet, the design's first one. */
  name: string | null | undefined
  /** Seconds; null: as the scenario says. */
  durationSeconds: number | null
}

export const useScenarioChoice = create<ScenarioChoice>()(() => ({ name: undefined, durationSeconds: null }))

export function chooseScenario(name: string | null): void {
  useScenarioChoice.setState({ name, durationSeconds: null })
}

export function chooseDuration(durationSeconds: number | null): void {
  useScenarioChoice.setState({ durationSeconds })
}

export interface ChosenScenario {
  /** null: steady traffic, which stands in no design. */
  name: string | null
  label: string
  scenario: Scenario
  durationSeconds: number
  warmupSeconds: number
}

/** The choice applied to a design: a scenario that is no longer there falls back to the first, then to steady traffic. */
export function chosenScenario(design: Design | null | undefined, choice: ScenarioChoice): ChosenScenario {
  const scenarios = design?.scenarios ?? {}
  const first = Object.keys(scenarios)[0] ?? null
  const name = choice.name === null || (choice.name !== undefined && Object.hasOwn(scenarios, choice.name)) ? choice.name : first
  const scenario = (name === null ? undefined : scenarios[name]) ?? steadyScenario
  const written = secondsOf(scenario.duration, 30)
  const durationSeconds = choice.durationSeconds ?? written
  const label = scenario.name ?? name ?? 'Steady'
  return { name, label, scenario, durationSeconds, warmupSeconds: Math.min(secondsOf(scenario.warmup, 0), durationSeconds) }
}

/** Scenario times of a design that is being edited may be missing or malformed; the Problems panel says so. */
export function secondsOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  try {
    return toSeconds(text)
  } catch {
    return otherwise
  }
}
