import type { KeyboardEvent } from 'react'
import { selectComponents, selectConnection, selectionStore } from '../state/selection-store.ts'

/** Enter and Space choose the card or connection that the keyboard is on, as a click does; with Shift or Ctrl a card comes in addition, or goes. */
export function selectFocused(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  const target = event.target as Element
  const id = target.getAttribute('data-id')
  if (id === null) return
  if (target.matches('.react-flow__node-card')) selectComponents(event.shiftKey || event.ctrlKey || event.metaKey ? toggled(id) : [id])
  else if (target.matches('.react-flow__edge')) selectConnection(id)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function toggled(id: string): string[] {
  const { components } = selectionStore.getState()
  return components.includes(id) ? components.filter((other) => other !== id) : [...components, id]
}
