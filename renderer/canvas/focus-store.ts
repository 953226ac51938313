import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design } from '../../app/design/design.ts'
import { componentsInFocus } from '../../app/design/presentation.ts'
import { reachOf } from '../../app/design/reach.ts'
import { usePresentation } from '../presentation/presentation-store.ts'
import { designStore } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'

/** The components that the drawing is reduced to, with what they reach and what reaches them; none: the whole drawing. */
const focusStore = createStore<{ ids: string[] }>(() => ({ ids: [] }))

export function useFocus(): string[] {
  return useStore(focusStore, (state) => state.ids)
}

export function hasFocus(): boolean {
  return present(designStore.getState().design, focusStore.getState().ids).length > 0
}

/** Begins with the selected components; ends where it is on. */
export function toggleFocus(): void {
  focusStore.setState({ ids: hasFocus() ? [] : selectionStore.getState().components })
}

/** What is seen plainly; undefined: everything. */
export function litBy(design: Design, ids: string[]): Set<string> | undefined {
  const focused = present(design, ids)
  return focused.length > 0 ? reachOf(design, focused) : undefined
}

/** What is seen plainly now; undefined: everything. */
export function litNow(): Set<string> | undefined {
  return litBy(designStore.getState().design, focusStore.getState().ids)
}

/** The same as it changes, of the step that is presented where there is one. */
export function useLit(design: Design): ReadonlySet<string> | undefined {
  const ids = useFocus()
  const step = usePresentation(({ playing }) => playing)
  return useMemo(() => {
    if (step === null) return litBy(design, ids)
    const shown = design.presentation?.[step]
    return shown && componentsInFocus(design, shown)
  }, [design, ids, step])
}

/** Those that the design has: it may be another one by now. */
export function present({ components }: Design, ids: string[]): string[] {
  return ids.filter((id) => Object.hasOwn(components, id))
}
