import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Connection, Position } from '../../app/design/design.ts'
import { moveComponents } from '../../app/design/edit.ts'
import { insertBetween } from '../../app/design/move-end.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { onEscape } from '../parts/on-escape.ts'
import { designStore, edit, useDesignStore } from '../state/design-store.ts'
import { keepSame } from '../state/keep-same.ts'
import { startRenaming } from '../state/renaming-store.ts'
import { clearSelection, selectComponents, selectConnections, selectionStore, useSelectionStore } from '../state/selection-store.ts'
import { fromEdgeChanges, fromNodeChanges } from './from-changes.ts'
import { showTarget, targetForComponent } from './insert-target.ts'
import { layoutStore } from './layout-store.ts'
import { type FlowEdge, type FlowNode, nameOf, toEdges, toNodes } from './to-flow.ts'
import { canvasView } from './viewport.ts'

const nothingMoves: Record<string, Position> = {}

/** Joins the design to React Flow: nodes and edges out, moves and selections in. A drag is one undo step. */
export function useFlow() {
  const [moving, setMoving] = useState(nothingMoves)
  const derived = useDerived(moving)
  const store = useStoreApi()
  // After Escape the rest of the drag moves nothing; React Flow goes on until the pointer is released.
  const isGivenUp = useRef(false)
  const isMoving = moving !== nothingMoves
  useEffect(() => {
    if (!isMoving) return
    return onEscape(() => {
      isGivenUp.current = true
      setMoving(nothingMoves)
      showTarget(undefined)
    })
  }, [isMoving])
  const onDragStart = () => {
    isGivenUp.current = false
  }
  return {
    ...derived,
    onNodeDragStart: onDragStart,
    onSelectionDragStart: onDragStart,
    onNodesChange: (changes: NodeChange<FlowNode>[]) => {
      const { moving: under, dropped, selected } = fromNodeChanges(changes, selectionStore.getState().components)
      if (selected && (selected.length > 0 || selectionStore.getState().connections.length === 0)) selectComponents(selected)
      if (isGivenUp.current) return
      if (Object.keys(under).length > 0) {
        setMoving((before) => ({ ...before, ...under }))
        showTarget(targetOf(under))
      }
      if (Object.keys(dropped).length > 0) {
        const target = targetOf(dropped)
        setMoving(nothingMoves)
        showTarget(undefined)
        putDown(dropped, target)
      }
    },
    onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => {
      // A rectangle chooses cards; React Flow would add every connection that one of them has.
      if (store.getState().userSelectionRect !== null) return
      const connections = fromEdgeChanges(changes, selectionStore.getState().connections)
      if (connections) selectConnections(connections)
    },
    onPaneClick: clearSelection,
    onNodeDoubleClick: (_: unknown, node: FlowNode) => {
      if (node.type === 'card') startRenaming(node.id)
    },
  }
}

/** What did not change keeps its identity, so that one edit draws one card anew and not all of them. */
function useDerived(moving: Record<string, Position>): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  const selection = useSelectionStore((state) => state)
  const positions = useStore(layoutStore, (state) => state.positions)
  const before = useRef<{ nodes: FlowNode[]; edges: FlowEdge[] }>({ nodes: [], edges: [] })
  return useMemo(() => {
    const input = { design, positions, moving, selection, problems }
    before.current = {
      nodes: keepSame(before.current.nodes, toNodes(input)),
      edges: keepSame(before.current.edges, toEdges(input)),
    }
    return before.current
  }, [design, positions, moving, selection, problems])
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
  const label = ids.length === 1 ? `Move ${nameOf(designStore.getState().design, ids[0] ?? '')}` : `Move ${ids.length} components`
  edit(label, (design) => {
    const moved = moveComponents(design, all)
    return on ? insertBetween(moved, on, ids[0] ?? '') : moved
  })
}
