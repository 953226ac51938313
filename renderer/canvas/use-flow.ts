import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react'
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { componentsIn } from '../../app/design/components-in.ts'
import type { Connection, Position } from '../../app/design/design.ts'
import { moveComponents } from '../../app/design/edit.ts'
import { insertBetween } from '../../app/design/move-end.ts'
import { toBoundary } from '../../app/drawing/boundary.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'
import { pullToOthers } from '../../app/drawing/guides.ts'
import { t, tCount } from '../language/t.ts'
import { onEscape } from '../parts/on-escape.ts'
import { designStore, edit, useDesignStore } from '../state/design-store.ts'
import { keepSame } from '../state/keep-same.ts'
import { startRenaming } from '../state/renaming-store.ts'
import {
  clearSelection,
  selectComponents,
  selectConnections,
  selectGroup,
  selectionStore,
  selectNote,
  useSelectionStore,
} from '../state/selection-store.ts'
import { duplicateBy } from './copying.ts'
import { useIsPlain } from './distance-store.ts'
import { dragStore, endDrag, useDrag } from './drag-store.ts'
import { useLit } from './focus-store.ts'
import { fromEdgeChanges, fromNodeChanges } from './from-changes.ts'
import { showTarget, targetForComponent } from './insert-target.ts'
import { layoutStore } from './layout-store.ts'
import { placeNote, startWriting } from './note-edits.ts'
import { without } from './SnapGuides.tsx'
import { toggleCollapsed } from './selection-edits.ts'
import { type FlowEdge, type FlowNode, groupOfNode, nameOf, noteOfNode, toApart, toDimmed, toEdges, toNodes } from './to-flow.ts'
import { canvasView } from './viewport.ts'

/** Joins the design to React Flow: nodes and edges out, moves and selections in. A drag is one undo step. */
export function useFlow() {
  const derived = useDerived()
  const store = useStoreApi()
  // After Escape the rest of the drag moves nothing; React Flow goes on until the pointer is released.
  const isGivenUp = useRef(false)
  const isMoving = useDrag((state) => Object.keys(state.moving).length > 0 || state.note !== null)
  useEffect(() => {
    if (!isMoving) return
    return onEscape(() => {
      isGivenUp.current = true
      endDrag()
      showTarget(undefined)
    })
  }, [isMoving])
  const handlers = useMemo(() => toHandlers(store, isGivenUp), [store])
  const waits = useWaitsForFit()
  return { ...derived, ...handlers, ...(waits ? nothing : {}), drawn: derived.nodes }
}

const nothing = { nodes: [] as FlowNode[], edges: [] as FlowEdge[], sheet: undefined }

/** Whether another design was opened that is yet to be fitted into view: until then most of it would be drawn for nothing. */
function useWaitsForFit(): boolean {
  const draftId = useDesignStore((state) => state.draftId)
  const fitAsked = useStore(canvasView, (state) => state.fitAsked)
  const shown = useRef('')
  const waits = fitAsked && draftId !== shown.current
  useEffect(() => {
    if (!waits) shown.current = draftId
  }, [waits, draftId])
  return waits
}

/** Made once: with new ones at each move of the pointer React Flow would draw every card and connection anew. */
function toHandlers(store: ReturnType<typeof useStoreApi>, isGivenUp: { current: boolean }) {
  const onDragStart = ({ altKey }: { altKey: boolean }) => {
    isGivenUp.current = false
    dragStore.setState({ copying: altKey })
  }
  return {
    onNodeDragStart: onDragStart,
    onSelectionDragStart: onDragStart,
    onNodesChange: (all: NodeChange<FlowNode>[]) => {
      const changes = all.filter((change) => !('id' in change) || noteOfNode(change.id) === undefined)
      if (!isGivenUp.current) for (const change of all) moveNote(change)
      if (changes.length === 0) return
      const meaning = fromNodeChanges(changes, selectionStore.getState().components)
      const { selected } = meaning
      if (selected && (selected.length > 0 || selectionStore.getState().connections.length === 0)) selectComponents(selected)
      if (isGivenUp.current) return
      const [under, dropped] = [toCards(meaning.moving), toCards(meaning.dropped)]
      const { moving, copying } = dragStore.getState()
      const now = Object.keys(under).length > 0 ? keepSame(moving, pulled({ ...moving, ...under })) : moving
      if (now !== moving) {
        dragStore.setState({ moving: now })
        showTarget(copying ? undefined : targetOf(now))
      }
      if (Object.keys(dropped).length > 0) {
        const put = pulled(dropped)
        const target = targetOf(put)
        endDrag()
        showTarget(undefined)
        if (copying) copyTo(put)
        else putDown(put, target)
      }
    },
    onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => {
      // A rectangle chooses cards; React Flow would add every connection that one of them has.
      if (store.getState().userSelectionRect !== null) return
      const connections = fromEdgeChanges(changes, selectionStore.getState().connections)
      if (connections) selectConnections(connections)
    },
    onPaneClick: clearSelection,
    onNodeClick: ({ shiftKey, ctrlKey, metaKey }: MouseEvent, node: FlowNode) => {
      const [group, note] = [groupOfNode(node.id), noteOfNode(node.id)]
      if (note !== undefined) selectNote(note)
      else if (group !== undefined) selectGroup(group, componentsIn(designStore.getState().design, group))
      // React Flow leaves several selected where one of them is clicked.
      else if (!shiftKey && !ctrlKey && !metaKey && node.type === 'card') selectComponents([node.id])
    },
    onNodeDoubleClick: (_: unknown, node: FlowNode) => {
      if (node.type === 'card') startRenaming(node.id)
      else if (node.type === 'note') startWriting(node.data.note)
      else if (node.type === 'collapsed') toggleCollapsed(node.data.group)
    },
  }
}

interface Derived {
  nodes: FlowNode[]
  edges: FlowEdge[]
  /** From afar: what the one picture of all connections leaves out, and what of it is dimmed. */
  sheet: { apart: ReadonlySet<string>; dimmed: ReadonlySet<string> } | undefined
}

/** What did not change keeps its identity, so that one edit draws one card anew and not all of them. */
function useDerived(): Derived {
  const design = useDesignStore((state) => state.design)
  const found = useDesignStore((state) => state.problems)
  // A sketch is not to be covered with marks of what good practice would add to it.
  const problems = useMemo(() => found.filter(({ severity }) => severity !== 'advice'), [found])
  const selection = useSelectionStore((state) => state)
  const positions = useStore(layoutStore, (state) => state.positions)
  const { moving, copying, note: movingNote, group: resized } = useDrag((state) => state)
  const lit = useLit(design)
  const isPlain = useIsPlain()
  const before = useRef<Derived>({ nodes: [], edges: [], sheet: undefined })
  const nodes = useMemo(() => {
    const input = { design, positions, moving, copying, movingNote, resized, selection, problems, lit }
    before.current.nodes = keepEach(before.current.nodes, toNodes(input))
    return before.current.nodes
  }, [design, positions, moving, copying, movingNote, resized, selection, problems, lit])
  const known = useRef<ReadonlySet<string>>(undefined)
  known.current = isPlain ? keepSet(known.current, toApart({ design, moving, copying, selection })) : undefined
  const apart = known.current
  const sheet = useMemo(() => {
    const dimmed = keepSet(before.current.sheet?.dimmed, toDimmed({ design, lit }))
    before.current.sheet = apart && { apart, dimmed }
    return before.current.sheet
  }, [design, lit, apart])
  // Where cards are while they are dragged says nothing of which connections there are.
  const edges = useMemo(() => {
    before.current.edges = keepEach(before.current.edges, toEdges({ design, positions, selection, problems, lit, apart }))
    return before.current.edges
  }, [design, positions, selection, problems, lit, apart])
  return { nodes, edges, sheet }
}

/** Nodes and edges that are as before, by their ids. */
function keepEach<T extends FlowNode | FlowEdge>(before: T[], after: T[]): T[] {
  const known = new Map(before.map((one) => [one.id, one]))
  const kept = after.map((one) => keepSame(known.get(one.id), one))
  return kept.length === before.length && kept.every((one, index) => one === before[index]) ? before : kept
}

function keepSet(before: ReadonlySet<string> | undefined, after: ReadonlySet<string>): ReadonlySet<string> {
  return before?.size === after.size && [...after].every((id) => before.has(id)) ? before : after
}

/** A note that is dragged, or was put down. */
function moveNote(change: NodeChange<FlowNode>): void {
  const id = 'id' in change ? noteOfNode(change.id) : undefined
  if (id === undefined || change.type !== 'position' || !change.position) return
  const at = { x: Math.round(change.position.x), y: Math.round(change.position.y) }
  if (change.dragging) dragStore.setState({ note: { id, at } })
  else {
    endDrag()
    placeNote(id, at)
  }
}

/** A group that is moved carries the components within it, and stays on the grid on which they stand. */
function toCards(moved: Record<string, Position>): Record<string, Position> {
  const { design } = designStore.getState()
  const { positions } = layoutStore.getState()
  const cards = Object.entries(moved).flatMap(([node, at]) => {
    const group = groupOfNode(node)
    if (group === undefined) return [[node, at] as const]
    const box = toBoundary(group, design.groups ?? {}, positions)
    const by = box ? { x: toGrid(at.x - box.x), y: toGrid(at.y - box.y) } : { x: 0, y: 0 }
    return componentsIn(design, group).flatMap((id) => {
      const from = positions[id]
      return from ? [[id, { x: from.x + by.x, y: from.y + by.y }] as const] : []
    })
  })
  return Object.fromEntries(cards)
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}

/** Cards that come near the row or column of another stand in it. */
function pulled(moving: Record<string, Position>): Record<string, Position> {
  const { x, y } = pullToOthers(moving, without(layoutStore.getState().positions, moving))
  if (x === 0 && y === 0) return moving
  return Object.fromEntries(Object.entries(moving).map(([id, at]) => [id, { x: at.x + x, y: at.y + y }]))
}

function copyTo(dropped: Record<string, Position>): void {
  const { positions } = layoutStore.getState()
  const [first] = Object.entries(dropped)
  const from = first && positions[first[0]]
  if (from) duplicateBy(Object.keys(dropped), { x: first[1].x - from.x, y: first[1].y - from.y })
}

/** The connection that a card which is moved alone would be put on. */
function targetOf(moved: Record<string, Position>): Connection | undefined {
  const [only, ...others] = Object.entries(moved)
  const { view } = canvasView.getState()
  if (!only || others.length > 0 || !view) return undefined
  const [id, { x, y }] = only
  return targetForComponent(view.toScreen({ x: x + cardSize.width / 2, y: y + cardSize.height / 2 }), id)
}

function putDown(dropped: Record<string, Position>, on: Connection | undefined): void {
  const { positions } = layoutStore.getState()
  const ids = Object.keys(dropped).filter(
    (id) => positions[id] && (positions[id].x !== dropped[id]?.x || positions[id].y !== dropped[id]?.y),
  )
  if (ids.length === 0) return
  // Known at once, so that no card jumps back while the design is read anew.
  const all = { ...positions, ...dropped }
  layoutStore.setState({ positions: all })
  const name =
    ids.length === 1 ? nameOf(designStore.getState().design, ids[0] ?? '') : tCount(ids.length, '{count} component', '{count} components')
  edit(t('Move {name}', { name }), (design) => {
    const moved = moveComponents(design, all, positions)
    return on ? insertBetween(moved, on, ids[0] ?? '') : moved
  })
}
