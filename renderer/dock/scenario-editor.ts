import type { Scenario } from '../../app/design/design.ts'
import type { Message } from '../../app/language/translate.ts'

/** How a part of the timeline edits the scenario: `draft` while the hand moves, `commit` when it lets go. */
export interface ScenarioEditor {
  draft: (scenario: Scenario | null) => void
  commit: (label: Message, scenario: Scenario) => void
}
