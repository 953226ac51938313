import type { Position } from '../../app/design/design.ts'
import { moveComponents, pinnedPlaces } from '../../app/design/edit.ts'
import { fitAreas } from '../../app/design/group-area.ts'
import { arrangeAround } from '../../app/drawing/arrange-around.ts'
import { t, tCount } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import { arrange } from './arrange.ts'
import { takeCopy } from './clipboard.ts'
import { layoutStore } from './layout-store.ts'
import { fitSoon } from './viewport.ts'

/** Arranges the whole design from left to right, as one undo step; pinned cards stay where they are. */
export async function tidyDesign(): Promise<void> {
  const { design } = designStore.getState()
  const positions = await arrange(design)
  if (designStore.getState().design !== design) return
  edit(t('Tidy'), (before) => {
    const placed = arrangeAround(positions, pinnedPlaces(design))
    return moveComponents(fitAreas(before, Object.keys(placed)), placed)
  })
  fitSoon()
}

/** Arranges the selected components among themselves, with their top left corner where it was; all others stay, and so do pinned ones. */
export async function tidySelection(): Promise<void> {
  const { design } = designStore.getState()
  const { components } = selectionStore.getState()
  const { positions } = layoutStore.getState()
  const before = components.flatMap((id) => positions[id] ?? [])
  const arranged = await arrange(takeCopy(design, components, positions))
  if (designStore.getState().design !== design || before.length === 0) return
  const [from, to] = [cornerOf(before), cornerOf(Object.values(arranged))]
  const moved = Object.entries(arranged).map(([id, { x, y }]) => [id, { x: x - to.x + from.x, y: y - to.y + from.y }] as const)
  const placed = arrangeAround(Object.fromEntries(moved), pinnedPlaces(design))
  edit(t('Tidy {name}', { name: tCount(components.length, '{count} component', '{count} components') }), (now) =>
    moveComponents(fitAreas(now, components), { ...positions, ...placed }),
  )
}

function cornerOf(positions: Position[]): Position {
  return { x: Math.min(...positions.map(({ x }) => x)), y: Math.min(...positions.map(({ y }) => y)) }
}
