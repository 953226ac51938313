import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design } from '../../app/design/design.ts'
import { toLatency, toRate, toText } from '../../app/run/figures.ts'
import type { ConnectionResult, Result } from '../../app/run/result.ts'
import { designStore } from '../state/design-store.ts'
import { type RunState, runStore, useRunStore } from './run-store.ts'
import { chooseScenario } from './scenario-choice.ts'

/** A result that was kept to be compared with, and the design that it is of. */
interface Pinned {
  design: Design
  result: Result
}

export const pinStore = createStore<{ pinned: Pinned | null }>(() => ({ pinned: null }))

export function usePinned(): Pinned | null {
  return useStore(pinStore, (state) => state.pinned)
}

/** The result of the run that is shown first, with its design. */
export function shownSeen({ engine, runs }: RunState): Pinned | null {
  const run = engine === null ? null : runs[engine]
  return run?.result ? { design: run.design, result: run.result } : null
}

export function hasResult(): boolean {
  return shownSeen(runStore.getState()) !== null
}

/** Keeps the shown result to compare later ones with. */
export function pinResult(): void {
  pinStore.setState({ pinned: shownSeen(runStore.getState()) })
}

export function unpin(): void {
  pinStore.setState({ pinned: null })
}

/** Where another design is open: what is pinned stays where that has the same scenario, which is chosen then, and is forgotten otherwise. */
export function keepOrUnpin(): void {
  const { pinned } = pinStore.getState()
  // Which design comes next is not known while none is open.
  if (!pinned || !designStore.getState().open) return
  const { scenario } = pinned.result
  if (Object.hasOwn(designStore.getState().design.scenarios ?? {}, scenario)) chooseScenario(scenario)
  else unpin()
}

/** What the pinned result says of a component or connection, once a later one says something else: `was 40/s · p99 120 ms`. */
export function useWas(group: 'components' | 'connections', id: string): string | null {
  const pinned = usePinned()
  const shown = useRunStore((state) => (state.engine ? state.runs[state.engine].result : null))
  if (!pinned || !shown || shown === pinned.result) return null
  const part = pinned.result[group][id]
  if (!part) return 'was not there'
  const now = shown[group][id]
  // What reads the same is no news.
  return now && figuresOf(now) === figuresOf(part) ? null : `was ${figuresOf(part)}`
}

function figuresOf({ throughput, latency }: Pick<ConnectionResult, 'throughput' | 'latency'>): string {
  return `${toText(toRate(throughput))} · p99 ${toText(toLatency(latency.p99))}`
}
