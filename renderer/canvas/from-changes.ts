import type { EdgeChange, NodeChange } from '@xyflow/react'
import type { Position } from '../../app/design/design.ts'
import type { Selection } from '../state/selection-store.ts'

/** What the canvas's changes mean for the design: React Flow's words translated to ours. */
export interface Meaning {
  /** Cards under way, to be drawn there and kept nowhere. */
  moving: Record<string, Position>
  /** Cards that were put down. */
  dropped: Record<string, Position>
  /** The selection after the changes; undefined: as before. */
  selected: string[] | undefined
}

export function fromNodeChanges(changes: NodeChange[], selected: string[]): Meaning {
  const meaning: Meaning = { moving: {}, dropped: {}, selected: undefined }
  const chosen = new Set(selected)
  for (const change of changes) {
    if (change.type === 'position' && change.position) {
      const position = { x: Math.round(change.position.x), y: Math.round(change.position.y) }
      ;(change.dragging ? meaning.moving : meaning.dropped)[change.id] = position
    } else if (change.type === 'select') {
      if (change.selected) chosen.add(change.id)
      else chosen.delete(change.id)
      meaning.selected = [...chosen]
    }
  }
  return meaning
}

/** The connections selected after the changes; undefined: as before. */
export function fromEdgeChanges(changes: EdgeChange[], now: Selection['connections']): Selection['connections'] | undefined {
  const after = new Set(now)
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) after.add(change.id)
    else after.delete(change.id)
  }
  return after.size === now.length && now.every((id) => after.has(id)) ? undefined : [...after]
}
