import type { FinalConnectionState, Connection as FlowConnection } from '@xyflow/react'
import { useRef } from 'react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { allowedProtocols, isBroker } from '../../app/design/allowed-protocols.ts'
import { connectionId, type Design, type Protocol } from '../../app/design/design.ts'
import { addComponent, connect, setParameter } from '../../app/design/edit.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'
import { toKindItems } from '../palette/kind-items.ts'
import { designStore, edit } from '../state/design-store.ts'
import { selectComponents, selectConnection } from '../state/selection-store.ts'
import { showToast } from '../state/toast-store.ts'
import type { OpenMenu } from './CanvasMenu.tsx'
import { whyNot } from './may-connect.ts'
import { nameOf } from './to-flow.ts'
import type { Press } from './use-giving-up.ts'
import { canvasView } from './viewport.ts'

interface Point {
  x: number
  y: number
}

/**
 * Drawing a connection: from handle to handle, or to anywhere on a card. Where several protocols are possible it takes the usual
 * one, which the inspector can change; dropped on empty canvas it offers to add what could answer.
 */
export function useConnecting(openMenu: (menu: OpenMenu) => void, press: Press) {
  const done = useRef(false)
  const finish = (from: string, to: string) => {
    const { design } = designStore.getState()
    const reason = whyNot(design, from, to)
    if (reason) return showToast('note', reason)
    const [proposed] = allowedProtocols(design, from, to).protocols
    if (proposed) draw(from, to, proposed)
  }
  return {
    isValidConnection: ({ source, target }: { source: string; target: string }) => !whyNot(designStore.getState().design, source, target),
    onConnectStart: () => {
      done.current = false
    },
    onConnect: ({ source, target }: FlowConnection) => {
      done.current = true
      if (!press.isGivenUp) finish(source, target)
    },
    onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (press.isGivenUp || done.current || !state.fromNode || !state.fromHandle) return
      const at = 'clientX' in event ? { x: event.clientX, y: event.clientY } : touchPoint(event)
      if (!at) return
      const over = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('.react-flow__node-card')?.dataset.id
      const isSource = state.fromHandle.type === 'source'
      const start = state.fromNode.id
      if (over && over !== start) finish(isSource ? start : over, isSource ? over : start)
      else if (!over && isSource && canvasView.getState().view?.contains(at)) openMenu(toAddMenu(start, at))
    },
  }
}

function touchPoint(event: TouchEvent): Point | undefined {
  const touch = event.changedTouches[0]
  return touch && { x: touch.clientX, y: touch.clientY }
}

function draw(from: string, to: string, protocol: Protocol): void {
  const { design } = designStore.getState()
  edit(`Connect ${nameOf(design, from)} to ${nameOf(design, to)}`, (before) => drawn(before, from, to, protocol))
  selectConnection(connectionId({ from, to }))
}

/** A message to a broker is not waited for, which the drawing says from the start. */
function drawn(design: Design, from: string, to: string, protocol: Protocol): Design {
  const connected = connect(design, from, to, protocol)
  return isBroker(connected, to) ? setParameter(connected, ['connections', connectionId({ from, to }), 'mode'], 'async') : connected
}

/** Everything that could answer this component, to be added where the connection was dropped. */
function toAddMenu(from: string, at: Point): OpenMenu {
  const { design } = designStore.getState()
  const items = toKindItems((kind) => {
    const tried = addComponent(design, kind.kind, { x: 0, y: 0 })
    const [protocol] = allowedProtocols(tried.design, from, tried.id).protocols
    return protocol && { label: kind.label, icon: kind.icon, detail: protocol, run: () => addAndConnect(from, kind.kind, protocol, at) }
  })
  return { at, label: 'Add a component', items: [{ heading: `Add what ${nameOf(design, from)} calls` }, ...items] }
}

function addAndConnect(from: string, kind: string, protocol: Protocol, at: Point): void {
  const position = canvasView.getState().view?.toPosition(at) ?? { x: 0, y: 0 }
  const place = { x: toGrid(position.x), y: toGrid(position.y - cardSize.height / 2) }
  let added = ''
  edit(`Add ${kindOf(kind)?.label ?? kind}`, (design) => {
    const result = addComponent(design, kind, place)
    added = result.id
    return drawn(result.design, from, result.id, protocol)
  })
  if (added) selectComponents([added])
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
