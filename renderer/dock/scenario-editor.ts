import type { Scenario } from '../../app/design/design.ts'

/** How a part of the timeline edits the scenario: `draft` while the hand moves, `commit` when it lets go. */
export interface ScenarioEditor {
  draft: (scenario: Scenario | null) => void
  commit: (label: string, scenario: Scenario) => void
}
