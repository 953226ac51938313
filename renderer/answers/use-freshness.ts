import { behaviourKey } from '../run/behaviour-key.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { useDesignStore } from '../state/design-store.ts'
import type { About } from './answers-store.ts'

/** Whether an answer still holds: the design may have been edited since, or another scenario chosen. */
export type Freshness = 'fresh' | 'edited' | 'other-scenario'

export function useFreshness(about: About | null): Freshness {
  const chosen = useChosenScenario()
  const edited = useDesignStore((state) => about !== null && behaviourKey(state.design, about.scenario) !== about.behaviour)
  if (about === null) return 'fresh'
  if (edited) return 'edited'
  return chosen.name === about.scenario && chosen.durationSeconds === about.durationSeconds ? 'fresh' : 'other-scenario'
}
