import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { connectionId, type Position } from '../../app/design/design.ts'
import { collapsedBy, placeOfCollapsed } from '../../app/drawing/collapsed.ts'
import { designStore } from '../state/design-store.ts'
import { dragStore } from './drag-store.ts'
import { lineBetweenCards } from './edge-line.ts'
import { layoutStore } from './layout-store.ts'

/** Where each connection is drawn now, as an SVG path by its id, whether or not it is in view. */
export type Lines = ReadonlyMap<string, string>

const lineStore = createStore<{ lines: Lines }>(() => ({ lines: new Map() }))

export function useLines(): Lines {
  return useStore(lineStore, (state) => state.lines)
}

interface Line {
  from: Position
  to: Position
  d: string
}

let known = new Map<string, Line>()

/** Keeps the lines as the design, its layout and a drag have them. Of a drag only the lines of the dragged cards are drawn anew. */
export function keepLines(): () => void {
  update()
  const ends = [designStore, layoutStore, dragStore].map((store) => store.subscribe(update))
  return () => {
    for (const end of ends) end()
  }
}

function update(): void {
  const { design } = designStore.getState()
  const { connections = [] } = design
  const { positions } = layoutStore.getState()
  const { moving, copying } = dragStore.getState()
  const hidden = collapsedBy(design)
  const all = copying ? positions : { ...positions, ...moving }
  const places = new Map([...new Set(hidden.values())].map((group) => [group, placeOfCollapsed(design, group, all)]))
  const placeOf = (id: string) => {
    const group = hidden.get(id)
    return group === undefined ? all[id] : places.get(group)
  }
  const next = new Map<string, Line>()
  let changed = false
  for (const connection of connections) {
    const id = connectionId(connection)
    const [from, to] = [placeOf(connection.from), placeOf(connection.to)]
    const group = hidden.get(connection.from)
    const isInside = group !== undefined && group === hidden.get(connection.to)
    if (!from || !to || next.has(id) || isInside) continue
    const before = known.get(id)
    const same = before && isAt(before.from, from) && isAt(before.to, to)
    if (!same) changed = true
    next.set(id, same ? before : { from, to, d: lineBetweenCards(from, to) })
  }
  if (!changed && next.size === known.size) return
  known = next
  lineStore.setState({ lines: new Map([...next].map(([id, { d }]) => [id, d])) })
}

function isAt(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y
}
