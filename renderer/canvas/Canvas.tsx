import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import './Canvas.css'
import './card-distance.css'
import { type MouseEvent, useEffect, useRef } from 'react'
import { gridSize } from '../../app/drawing/card-size.ts'
import { useIsPresenting } from '../presentation/presentation-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import { useSettingsStore } from '../state/settings-store.ts'
import { addMenuItems, insertMenuItems } from './add-component.ts'
import { BoundaryLabel } from './BoundaryLabel.tsx'
import { CanvasControls } from './CanvasControls.tsx'
import { CanvasMap } from './CanvasMap.tsx'
import { CanvasMenu } from './CanvasMenu.tsx'
import { CollapsedCard } from './CollapsedCard.tsx'
import { ComponentNode } from './ComponentNode.tsx'
import { ConnectionEdge } from './ConnectionEdge.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { openMenu } from './canvas-menu.ts'
import { contextMenu } from './context-menu.ts'
import { useDistance } from './distance-store.ts'
import { EdgeSheet } from './EdgeSheet.tsx'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { GhostCard } from './GhostCard.tsx'
import { keepLines } from './line-store.ts'
import { NoteSheet } from './NoteSheet.tsx'
import { SnapGuides } from './SnapGuides.tsx'
import { selectFocused } from './select-focused.ts'
import { TrafficOverlay } from './TrafficOverlay.tsx'
import { UndrawnCalls } from './UndrawnCalls.tsx'
import { useConnecting } from './use-connecting.ts'
import { useFlow } from './use-flow.ts'
import { type Press, useGivingUp } from './use-giving-up.ts'
import { useKeptDistance } from './use-kept-distance.ts'
import { useViewHandle } from './use-view-handle.ts'

const nodeTypes = { card: ComponentNode, boundary: BoundaryLabel, ghost: GhostCard, note: NoteSheet, collapsed: CollapsedCard }
const edgeTypes = { connection: ConnectionEdge }
/** In designs of more components only what is in view is on the page; up to here the keyboard and readers find all. */
const allMounted = 80
// The same objects each time: for others React Flow would draw everything anew.
const snapGrid: [number, number] = [gridSize, gridSize]
const addsToSelection = ['Shift', 'Meta', 'Control']
const panButtons = [0, 1]
const options = { hideAttribution: true }
const [dots, traffic, undrawn, map, controls, guides] = [
  <Dots key="dots" />,
  <TrafficOverlay key="traffic" />,
  <UndrawnCalls key="undrawn" />,
  <CanvasMap key="map" />,
  <CanvasControls key="controls" />,
  <SnapGuides key="guides" />,
]

/** The drawing itself. This folder is the only one that knows React Flow. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  )
}

/** A double click on the ground offers what can be added there, on a connection what can stand on it. */
function offerAt(event: MouseEvent<HTMLElement>) {
  const target = event.target as Element
  const at = { x: event.clientX, y: event.clientY }
  const edge = target.closest<SVGElement>('.react-flow__edge')?.dataset.id
  if (edge !== undefined) openMenu({ at, label: 'Insert a component', items: insertMenuItems(edge, at) })
  else if (target.matches('.react-flow__pane'))
    openMenu({ at, label: 'Add a component', items: [{ heading: 'Add here' }, ...addMenuItems(at)] })
}

/** Who presents does not edit. */
function swallow(event: MouseEvent) {
  event.preventDefault()
  event.stopPropagation()
}

/** The ground's dots, fewer and larger from afar so that they stay dots. */
function Dots() {
  const distance = useDistance()
  // So small and so many that they would only be noise.
  if (distance === 'plain' || distance === 'dots') return <Background color="transparent" bgColor="var(--ground)" />
  const isFar = distance === 'far'
  return (
    <Background
      variant={BackgroundVariant.Dots}
      gap={isFar ? 32 : 16}
      size={isFar ? 2.4 : 1.5}
      color="var(--dots)"
      bgColor="var(--ground)"
    />
  )
}

function Flow() {
  const count = useDesignStore((state) => Object.keys(state.design.components).length)
  const isEmpty = count === 0
  const distance = useDistance()
  const { sheet, drawn, onNodeClick, ...flow } = useFlow()
  const locked = useSettingsStore((state) => state.layoutLocked)
  const isPresenting = useIsPresenting()
  const press = useRef<Press>({ selection: selectionStore.getState(), isGivenUp: false }).current
  useEffect(keepLines, [])
  useKeptDistance(count > allMounted)
  useViewHandle(drawn)
  useGivingUp(press)
  const onPress = () => {
    press.selection = selectionStore.getState()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what happens to the cards and connections in it.
    <div
      className={`canvas canvas-${distance} ${isPresenting ? 'canvas-presented' : ''}`}
      data-testid="canvas"
      onPointerDownCapture={onPress}
      onKeyDown={selectFocused}
      onDoubleClick={isPresenting ? undefined : offerAt}
      onContextMenuCapture={isPresenting ? swallow : undefined}
    >
      <ReactFlow
        {...flow}
        {...(isPresenting ? {} : { onNodeClick })}
        elementsSelectable={!isPresenting}
        {...useConnecting(press)}
        {...contextMenu}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        connectionLineComponent={ConnectionLine}
        connectionRadius={36}
        nodesDraggable={!locked && !isPresenting}
        nodesFocusable={!isPresenting}
        edgesFocusable={!isPresenting}
        onlyRenderVisibleElements={count > allMounted}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={0.05}
        maxZoom={2.5}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        selectionKeyCode={isPresenting ? null : 'Shift'}
        multiSelectionKeyCode={addsToSelection}
        selectionMode={SelectionMode.Partial}
        panOnDrag={panButtons}
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        nodeDragThreshold={3}
        proOptions={options}
      >
        {dots}
        {sheet && <EdgeSheet {...sheet} />}
        {traffic}
        {!isPresenting && undrawn}
        {!isEmpty && !isPresenting && map}
        {!isPresenting && controls}
        {guides}
      </ReactFlow>
      {isEmpty && <EmptyCanvas />}
      <CanvasMenu />
    </div>
  )
}
