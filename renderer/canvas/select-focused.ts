import type { KeyboardEvent } from 'react'
import { componentsIn } from '../../app/design/components-in.ts'
import { designStore } from '../state/design-store.ts'
import { selectComponents, selectConnections, selectGroup, selectionStore, selectNote } from '../state/selection-store.ts'
import { groupOfNode } from './to-flow.ts'

/** Enter and Space choose the card or connection that the keyboard is on, as a click does; with Shift or Ctrl it comes in addition, or goes. */
export function selectFocused(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  const target = event.target as Element
  const id = target.getAttribute('data-id')
  if (id === null) return
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey
  const { components, connections } = selectionStore.getState()
  if (target.matches('.react-flow__node-card')) selectComponents(isAdding ? toggled(components, id) : [id])
  else if (target.matches('.react-flow__node-note')) selectNote(id.slice('note:'.length))
  else if (target.matches('.react-flow__node-collapsed')) selectCollapsed(id)
  else if (target.matches('.react-flow__edge')) selectConnections(isAdding ? toggled(connections, id) : [id])
  else return
  event.preventDefault()
  event.stopPropagation()
}

function selectCollapsed(node: string): void {
  const group = groupOfNode(node)
  if (group !== undefined) selectGroup(group, componentsIn(designStore.getState().design, group))
}

function toggled(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
}
