import type { Edge, Node } from '@xyflow/react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { componentsIn } from '../../app/design/components-in.ts'
import {
  type Area,
  type Component,
  type Connection,
  connectionId,
  type Design,
  type Group,
  type Position,
} from '../../app/design/design.ts'
import { carryAreas } from '../../app/design/group-area.ts'
import { isAsynchronous } from '../../app/design/is-asynchronous.ts'
import { sizeOfNote } from '../../app/design/notes.ts'
import type { Problem } from '../../app/design/problem.ts'
import { type Box, toBoundary } from '../../app/drawing/boundary.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { collapsedBy, leadingInto } from '../../app/drawing/collapsed.ts'
import type { Selection } from '../state/selection-store.ts'
import { handleSize } from './edge-line.ts'
import { problemsAt } from './problems-by-place.ts'

/** The canvas's nodes and edges, derived from the design. Nothing here is stored anywhere else. */

export type CardNode = Node<{ component: Component; problems: Problem[]; calls: boolean; called: boolean; pinned: boolean }, 'card'>
export type BoundaryNode = Node<{ group: string; label: string; selected: boolean; canCollapse: boolean }, 'boundary'>
/** A group that is drawn as one card; `inbound` are the connections that lead into it. */
export type CollapsedNode = Node<
  { group: string; label: string; components: string[]; names: string; inbound: string[]; selected: boolean },
  'collapsed'
>
/** Where a copy would be put down. */
export type GhostNode = Node<{ label: string }, 'ghost'>
/** What somebody wrote on the drawing; `note` is its id in the design. */
export type NoteNode = Node<
  { note: string; text: string; look: 'note' | 'label'; size: { width: number; height: number }; selected: boolean },
  'note'
>
export type FlowNode = CardNode | BoundaryNode | GhostNode | NoteNode | CollapsedNode
export type FlowEdge = Edge<
  { connection: Connection; isAsync: boolean; problems: Problem[]; together: string[]; dimmed: boolean },
  'connection'
>

export interface FlowInput {
  design: Design
  positions: Record<string, Position>
  /** Where cards are while they are dragged. */
  moving: Record<string, Position>
  selection: Selection
  problems: Problem[]
  /** The cards stay, and copies of them are under way. */
  copying?: boolean
  /** A note under way. */
  movingNote?: { id: string; at: Position } | null
  /** A group that is being resized. */
  resized?: { id: string; area: Area } | null
  /** The components that are seen plainly; absent: all. */
  lit?: ReadonlySet<string> | undefined
  /** Connections are one picture, and only these are drawn by themselves; absent: all. */
  apart?: ReadonlySet<string> | undefined
}

export function toNodes({
  design,
  positions,
  moving,
  selection,
  problems,
  copying = false,
  lit,
  movingNote,
  resized,
}: FlowInput): FlowNode[] {
  const selected = new Set(selection.components)
  const places = copying ? positions : { ...positions, ...moving }
  const hidden = collapsedBy(design)
  const groups = groupsNow(design, positions, places, resized)
  const boundaries = Object.entries(groups).flatMap(([id, group]): FlowNode[] => {
    const box = toBoundary(id, groups, places)
    if (!box) return []
    const components = componentsIn(design, id)
    const dimmed = lit !== undefined && !components.some((one) => lit.has(one))
    const isHidden = components.length > 0 && components.every((one) => hidden.has(one))
    if (isHidden && group.kind !== 'zone') {
      return components.every((one) => hidden.get(one) === id)
        ? [toCollapsedNode(design, id, components, box, selection.group === id, dimmed)]
        : []
    }
    return isHidden ? [] : [toBoundaryNode(id, group, box, selection.group === id, dimmed)]
  })
  const cards = Object.entries(design.components).flatMap(([id, component]) => {
    const position = places[id]
    if (!position || hidden.has(id)) return []
    return [
      toCardNode(
        id,
        component,
        position,
        selected.has(id),
        Object.hasOwn(moving, id),
        problemsAt(problems, 'component', id),
        lit !== undefined && !lit.has(id),
        design.layout?.[id]?.pinned === true,
      ),
    ]
  })
  const ghosts = copying ? Object.entries(moving).map(([id, position]) => toGhostNode(id, nameOf(design, id), position)) : []
  return [...boundaries, ...toNoteNodes(design, selection.note, movingNote), ...cards, ...ghosts]
}

/** The groups with their areas as they are while something is moved or resized. */
function groupsNow(
  design: Design,
  positions: Record<string, Position>,
  places: Record<string, Position>,
  resized: FlowInput['resized'],
): Record<string, Group> {
  const groups = (places === positions ? design.groups : carryAreas(design, positions, places)) ?? {}
  const group = resized && groups[resized.id]
  return group ? { ...groups, [resized.id]: { ...group, area: resized.area } } : groups
}

export function toEdges({ design, positions, selection, problems, lit, apart }: Omit<FlowInput, 'moving'>): FlowEdge[] {
  const drawn = new Map<string, FlowEdge>()
  const selected = new Set(selection.connections)
  const hidden = collapsedBy(design)
  const nodeOf = (id: string) => nodeIdOf(id, hidden)
  return (design.connections ?? []).flatMap((connection) => {
    const id = connectionId(connection)
    if (!positions[connection.from] || !positions[connection.to]) return []
    const [source, target] = [nodeOf(connection.from), nodeOf(connection.to)]
    // Within one card; or beside another between the same two, with which it is one line.
    if (source === target && hidden.has(connection.from)) return []
    const same = drawn.get(`${source}->${target}`)
    if (same) {
      if (!same.data?.together.includes(id)) same.data?.together.push(id)
      return []
    }
    if (apart && !apart.has(id)) return []
    const dimmed = isDimmed(connection, lit)
    const edge: FlowEdge = {
      id,
      type: 'connection',
      source,
      target,
      selected: selected.has(id),
      // Its ends can be taken hold of.
      reconnectable: selected.size === 1 && selected.has(id),
      ariaLabel: `Connection from ${nameOf(design, connection.from)} to ${nameOf(design, connection.to)}`,
      className: dimmed ? 'dimmed' : '',
      data: {
        connection,
        isAsync: isAsynchronous(design, connection),
        problems: problemsAt(problems, 'connection', id),
        together: [id],
        dimmed,
      },
    }
    drawn.set(`${source}->${target}`, edge)
    return [edge]
  })
}

/** Whether a connection leads out of what is seen plainly. */
function isDimmed({ from, to }: Connection, lit: FlowInput['lit']): boolean {
  return lit !== undefined && !(lit.has(from) && lit.has(to))
}

/** Connections that are drawn by themselves where all others are one picture: the selected ones, and those of cards that move. */
export function toApart({
  design,
  moving,
  selection,
  copying = false,
}: Pick<FlowInput, 'design' | 'moving' | 'selection' | 'copying'>): Set<string> {
  const touches = ({ from, to }: Connection) => !copying && (Object.hasOwn(moving, from) || Object.hasOwn(moving, to))
  return new Set([...selection.connections, ...(design.connections ?? []).filter(touches).map(connectionId)])
}

/** Connections that are not seen plainly. */
export function toDimmed({ design, lit }: Pick<FlowInput, 'design' | 'lit'>): Set<string> {
  return new Set((design.connections ?? []).filter((one) => isDimmed(one, lit)).map(connectionId))
}

const groupPrefix = 'group:'

/** The node that a component is seen as: its own card, or that of the collapsed group that hides it. */
export function nodeIdOf(id: string, hidden: ReadonlyMap<string, string>): string {
  const group = hidden.get(id)
  return group === undefined ? id : groupNodeId(group)
}

function groupNodeId(id: string): string {
  return groupPrefix + id
}

/** The group that a node stands for; undefined where it is no group's. */
export function groupOfNode(id: string): string | undefined {
  return id.startsWith(groupPrefix) ? id.slice(groupPrefix.length) : undefined
}

const notePrefix = 'note:'

/** The note that a node stands for; undefined where it is none. */
export function noteOfNode(id: string): string | undefined {
  return id.startsWith(notePrefix) ? id.slice(notePrefix.length) : undefined
}

export function nameOf(design: Design, id: string): string {
  return design.components[id]?.name ?? id
}

/** The last node that was made of a component: most are as they were. */
const lastNodes = new WeakMap<Component, CardNode>()

function toCardNode(
  id: string,
  component: Component,
  position: Position,
  selected: boolean,
  dragging: boolean,
  problems: Problem[],
  dimmed: boolean,
  pinned: boolean,
): CardNode {
  const className = dimmed ? 'dimmed' : ''
  const last = lastNodes.get(component)
  const isSame =
    last?.id === id &&
    last.position === position &&
    last.selected === selected &&
    last.dragging === dragging &&
    last.className === className
  if (isSame && last.data.problems === problems && last.data.pinned === pinned) return last
  const kind = kindOf(component.kind)
  const calls = (kind?.offers.length ?? 1) > 0
  const called = (kind?.accepts.length ?? 1) > 0
  const node = {
    id,
    type: 'card',
    position,
    selected,
    dragging,
    className,
    ...cardSize,
    measured: { ...cardSize },
    handles: [...(called ? [toHandle('target')] : []), ...(calls ? [toHandle('source')] : [])],
    ariaLabel: component.name ?? id,
    data: { component, problems, calls, called, pinned },
  } as CardNode
  lastNodes.set(component, node)
  return node
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

function toNoteNodes(design: Design, selected: string | undefined, moving: FlowInput['movingNote']): NoteNode[] {
  return Object.entries(design.notes ?? {}).map(([id, note]) => {
    const { x, y } = moving?.id === id ? moving.at : note
    const size = sizeOfNote(note)
    return {
      id: notePrefix + id,
      type: 'note',
      position: { x, y },
      ...size,
      measured: size,
      selectable: false,
      connectable: false,
      ariaLabel: `Note: ${note.text}`,
      data: { note: id, text: note.text, look: note.look ?? 'note', size, selected: selected === id },
    }
  })
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

function toCollapsedNode(
  design: Design,
  id: string,
  components: string[],
  { x, y }: Box,
  selected: boolean,
  dimmed: boolean,
): CollapsedNode {
  const label = design.groups?.[id]?.name ?? id
  const inbound = leadingInto(design.connections ?? [], new Set(components)).map(connectionId)
  return {
    id: groupNodeId(id),
    type: 'collapsed',
    position: { x, y },
    className: dimmed ? 'dimmed' : '',
    ...cardSize,
    measured: { ...cardSize },
    handles: [toHandle('target'), toHandle('source')],
    selectable: false,
    connectable: false,
    ariaLabel: `${label}, collapsed group`,
    data: {
      group: id,
      label,
      components,
      names: components.map((one) => nameOf(design, one)).join(', '),
      inbound: [...new Set(inbound)],
      selected,
    },
  } as CollapsedNode
}

function toBoundaryNode(id: string, group: Group, box: Box, selected: boolean, dimmed: boolean): BoundaryNode {
  const { x, y, ...size } = box
  return {
    id: groupNodeId(id),
    type: 'boundary',
    position: { x, y },
    className: dimmed ? 'dimmed' : '',
    ...size,
    measured: size,
    // It is taken by its name, so that the ground within stays ground.
    dragHandle: '.boundary-name',
    selectable: false,
    focusable: false,
    connectable: false,
    zIndex: -1,
    style: { pointerEvents: 'none' },
    data: { group: id, label: group.name ?? id, selected, canCollapse: group.kind !== 'zone' },
  }
}
