import { useRef } from 'react'
import { keepSame } from '../state/keep-same.ts'
import {
  type Facts,
  faultsOn,
  objectivesOf,
  replicasInDesign,
  toFacts,
  type View,
  viewOfComponent,
  viewOfConnection,
} from './component-facts.ts'
import { mergeFacts } from './merge-facts.ts'
import type { EngineName } from './run-state.ts'
import { type Shown, useShown } from './shown.ts'
import type { Trouble } from './trouble.ts'

/** What a component's card shows now. */
export function useComponentFacts(id: string): Facts {
  return useShown((shown) => factsOf(shown, 'components', id))
}

/** What a connection shows now, by the id `connectionId` gives. */
export function useConnectionFacts(id: string): Facts {
  return useShown((shown) => factsOf(shown, 'connections', id))
}

/** How a component does, for those who show no more of it. */
export function useTrouble(id: string): Trouble {
  return useShown((shown) => factsOf(shown, 'components', id).trouble)
}

/** Whether the engine's run was made from a design that has been edited since. */
export function useIsStale(engine: EngineName): boolean {
  return useShown((shown) => shown[engine].stale)
}

/** What several show together, such as the members of a group; null: there are none. */
export function useFactsOfAll(part: Part, ids: readonly string[]): Facts | null {
  const before = useRef<Facts | null>(null)
  return useShown((shown) => {
    const [first, ...others] = ids.map((id) => factsOf(shown, part, id))
    before.current = first ? keepSame(before.current, mergeFacts([first, ...others])) : null
    return before.current
  })
}

type Part = 'components' | 'connections'

/** Each is asked for by several at the same moment: its card, the map, the inspector. */
const known = new WeakMap<Shown, Record<Part, Map<string, Facts>>>()
/** What was said last, so that what did not change is still the same object and is not drawn again. */
const said: Record<Part, Map<string, Facts>> = { components: new Map(), connections: new Map() }

/** What is shown of a component or a connection at this moment. */
export function factsOf(shown: Shown, part: Part, id: string): Facts {
  const all = known.get(shown) ?? { components: new Map(), connections: new Map() }
  known.set(shown, all)
  const before = all[part].get(id)
  if (before) return before
  const facts = keepSame(said[part].get(id), read(shown, part, id))
  all[part].set(id, facts)
  said[part].set(id, facts)
  return facts
}

function read(shown: Shown, part: Part, id: string): Facts {
  return toFacts({
    predict: viewOf(shown, 'predict', part, id),
    live: viewOf(shown, 'live', part, id),
    first: shown.engine,
    replicas: part === 'components' ? replicasInDesign(shown.components[id]) : null,
    stale: { predict: shown.predict.stale, live: shown.live.stale },
    faults: faultsOn(id, shown.faults, shown.groups),
    objectives: objectivesOf(id, shown.objectives),
    unknown: shown.predict.result?.statistics?.unknown[part][id],
  })
}

function viewOf(shown: Shown, engine: EngineName, part: Part, id: string): View | null {
  const { frame, result, states } = shown[engine]
  if (part === 'connections') return viewOfConnection(frame?.connections[id], result?.connections[id])
  return viewOfComponent(frame?.components[id], result?.components[id], states[id])
}
