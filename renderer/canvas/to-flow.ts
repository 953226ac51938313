import type { Edge, Node } from '@xyflow/react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { type Component, type Connection, connectionId, type Design, type Position } from '../../app/design/design.ts'
import { isAsynchronous } from '../../app/design/is-asynchronous.ts'
import type { Problem } from '../../app/design/problem.ts'
import { toBoundary } from '../../app/drawing/boundary.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import type { Selection } from '../state/selection-store.ts'

/** The canvas's nodes and edges, derived from the design. Nothing here is stored anywhere else. */

export type CardNode = Node<{ component: Component; problems: Problem[]; calls: boolean; called: boolean }, 'card'>
export type BoundaryNode = Node<{ label: string; selected: boolean }, 'boundary'>
/** Where a copy would be put down. */
export type GhostNode = Node<{ label: string }, 'ghost'>
export type FlowNode = CardNode | BoundaryNode | GhostNode
export type FlowEdge = Edge<{ connection: Connection; isAsync: boolean; problems: Problem[] }, 'connection'>

export interface FlowInput {
  design: Design
  positions: Record<string, Position>
  /** Where cards are while they are dragged. */
  moving: Record<string, Position>
  selection: Selection
  problems: Problem[]
  /** The cards stay, and copies of them are under way. */
  copying?: boolean
  /** The components that are seen plainly; absent: all. */
  lit?: ReadonlySet<string> | undefined
}

const handleSize = 12

export function toNodes({ design, positions, moving, selection, problems, copying = false, lit }: FlowInput): FlowNode[] {
  const places = copying ? positions : { ...positions, ...moving }
  const boundaries = Object.entries(design.groups ?? {}).flatMap(([id, group]) => {
    const box = toBoundary(id, design.groups ?? {}, places)
    return box ? [toBoundaryNode(id, group.name ?? id, box, selection.group === id)] : []
  })
  const cards = Object.entries(design.components).flatMap(([id, component]) => {
    const position = places[id]
    if (!position) return []
    return [
      toCardNode(
        id,
        component,
        position,
        selection.components.includes(id),
        Object.hasOwn(moving, id),
        problems.filter((one) => one.component === id),
        lit !== undefined && !lit.has(id),
      ),
    ]
  })
  const ghosts = copying ? Object.entries(moving).map(([id, position]) => toGhostNode(id, nameOf(design, id), position)) : []
  return [...boundaries, ...cards, ...ghosts]
}

export function toEdges({ design, positions, selection, problems, lit }: FlowInput): FlowEdge[] {
  const drawn = new Set<string>()
  return (design.connections ?? []).flatMap((connection) => {
    const id = connectionId(connection)
    if (drawn.has(id) || !positions[connection.from] || !positions[connection.to]) return []
    drawn.add(id)
    const edge: FlowEdge = {
      id,
      type: 'connection',
      source: connection.from,
      target: connection.to,
      selected: selection.connections.includes(id),
      // Its ends can be taken hold of.
      reconnectable: selection.connections.length === 1 && selection.connections[0] === id,
      ariaLabel: `Connection from ${nameOf(design, connection.from)} to ${nameOf(design, connection.to)}`,
      className: lit && !(lit.has(connection.from) && lit.has(connection.to)) ? 'dimmed' : '',
      data: { connection, isAsync: isAsynchronous(design, connection), problems: problems.filter((one) => one.connection === id) },
    }
    return [edge]
  })
}

const groupPrefix = 'group:'

function groupNodeId(id: string): string {
  return groupPrefix + id
}

/** The group that a node stands for; undefined where it is no group's. */
export function groupOfNode(id: string): string | undefined {
  return id.startsWith(groupPrefix) ? id.slice(groupPrefix.length) : undefined
}

export function nameOf(design: Design, id: string): string {
  return design.components[id]?.name ?? id
}

function toCardNode(
  id: string,
  component: Component,
  position: Position,
  selected: boolean,
  dragging: boolean,
  problems: Problem[],
  dimmed: boolean,
): CardNode {
  const kind = kindOf(component.kind)
  const calls = (kind?.offers.length ?? 1) > 0
  const called = (kind?.accepts.length ?? 1) > 0
  return {
    id,
    type: 'card',
    position,
    selected,
    dragging,
    className: dimmed ? 'dimmed' : '',
    ...cardSize,
    measured: { ...cardSize },
    handles: [...(called ? [toHandle('target')] : []), ...(calls ? [toHandle('source')] : [])],
    ariaLabel: component.name ?? id,
    data: { component, problems, calls, called },
  } as CardNode
}

/** Where edges end. Written here, so that the canvas needs not measure cards before it draws edges. */
function toHandle(type: 'source' | 'target') {
  return {
    type,
    position: type === 'source' ? 'right' : 'left',
    x: (type === 'source' ? cardSize.width : 0) - handleSize / 2,
    y: cardSize.height / 2 - handleSize / 2,
    width: handleSize,
    height: handleSize,
  }
}

function toGhostNode(id: string, label: string, position: Position): GhostNode {
  return {
    id: `copy:${id}`,
    type: 'ghost',
    position,
    ...cardSize,
    measured: { ...cardSize },
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    zIndex: 2,
    style: { pointerEvents: 'none' },
    data: { label },
  }
}

function toBoundaryNode(
  id: string,
  label: string,
  box: { x: number; y: number; width: number; height: number },
  selected: boolean,
): BoundaryNode {
  const { x, y, ...size } = box
  return {
    id: groupNodeId(id),
    type: 'boundary',
    position: { x, y },
    ...size,
    measured: size,
    // It is taken by its name, so that the ground within stays ground.
    dragHandle: '.boundary-name',
    selectable: false,
    focusable: false,
    connectable: false,
    zIndex: -1,
    style: { pointerEvents: 'none' },
    data: { label, selected },
  }
}
