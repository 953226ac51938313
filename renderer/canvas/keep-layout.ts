import type { Design, Position } from '../../app/design/design.ts'
import { placeMissing } from '../../app/drawing/place-missing.ts'
import { designStore } from '../state/design-store.ts'
import { keepSame } from '../state/keep-same.ts'
import { arrange } from './arrange.ts'
import { layoutStore } from './layout-store.ts'
import { fitSoon } from './viewport.ts'

/** Keeps a place for every component of the open design. */
export function keepLayout(): void {
  let known: Design | undefined
  let opened = ''
  designStore.subscribe(({ design, draftId }) => {
    // Another design, or none: what stood where in the last one says nothing of components that happen to have the same ids.
    if (draftId !== opened) {
      opened = draftId
      known = undefined
      layoutStore.setState({ positions: {} })
    }
    if (draftId === '' || design === known) return
    known = design
    place(design)
  })
}

function place(design: Design): void {
  const ids = Object.keys(design.components)
  const written = Object.fromEntries(Object.entries(design.layout ?? {}).filter(([id]) => Object.hasOwn(design.components, id)))
  const before = layoutStore.getState().positions
  const kept = Object.fromEntries(ids.flatMap((id) => (before[id] ? [[id, before[id]]] : [])))
  const positions: Record<string, Position> = { ...kept, ...written }
  if (Object.keys(positions).length === 0 && ids.length > 0) void placeAll(design)
  else set({ ...positions, ...placeMissing(design, positions) })
}

/** The file places nothing at all, so everything is arranged. Should that fail, columns do. */
async function placeAll(design: Design): Promise<void> {
  const arranged = await arrange(design).catch(() => ({}))
  if (designStore.getState().design !== design) return
  set({ ...arranged, ...placeMissing(design, arranged) })
  fitSoon()
}

function set(positions: Record<string, Position>): void {
  layoutStore.setState(({ positions: before }) => ({ positions: keepSame(before, positions) }))
}
