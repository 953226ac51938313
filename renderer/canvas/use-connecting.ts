import type { FinalConnectionState, Connection as FlowConnection } from '@xyflow/react'
import { useMemo } from 'react'
import { checkEnds, type Ends } from '../../app/design/move-end.ts'
import { designStore } from '../state/design-store.ts'
import { drawBetween, moveBetween, offerCalled } from './connection-edits.ts'
import type { FlowEdge } from './to-flow.ts'
import type { Press } from './use-giving-up.ts'
import { canvasView } from './viewport.ts'

interface Point {
  x: number
  y: number
}

/**
 * Drawing a connection, or moving an end of one: from handle to handle, or to anywhere on a card. Where several protocols are
 * possible it takes the usual one, which the inspector can change; dropped on empty canvas it offers to add what could answer.
 */
export function useConnecting(press: Press) {
  return useMemo(() => toHandlers(press), [press])
}

function toHandlers(press: Press) {
  const done = { current: false }
  const moved: { current: Ends | null } = { current: null }
  const finish = (ends: Ends) => (moved.current ? moveBetween(moved.current, ends) : drawBetween(ends))
  return {
    isValidConnection: ({ source, target }: { source: string; target: string }) =>
      !checkEnds(designStore.getState().design, { from: source, to: target }),
    onConnectStart: () => {
      done.current = false
    },
    onConnect: ({ source, target }: FlowConnection) => {
      done.current = true
      if (!press.isGivenUp) finish({ from: source, to: target })
    },
    onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (press.isGivenUp || done.current || !state.fromNode || !state.fromHandle) return
      const at = 'clientX' in event ? { x: event.clientX, y: event.clientY } : touchPoint(event)
      if (!at) return
      const over = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('.react-flow__node-card')?.dataset.id
      const isSource = state.fromHandle.type === 'source'
      const start = state.fromNode.id
      if (over && over !== start) finish(isSource ? { from: start, to: over } : { from: over, to: start })
      else if (!over && isSource && !moved.current && canvasView.getState().view?.contains(at)) offerCalled(start, at)
    },
    onReconnectStart: (_: unknown, { source, target }: FlowEdge) => {
      moved.current = { from: source, to: target }
    },
    onReconnect: (_: FlowEdge, { source, target }: FlowConnection) => {
      done.current = true
      if (!press.isGivenUp) finish({ from: source, to: target })
    },
    onReconnectEnd: () => {
      moved.current = null
    },
  }
}

function touchPoint(event: TouchEvent): Point | undefined {
  const touch = event.changedTouches[0]
  return touch && { x: touch.clientX, y: touch.clientY }
}
