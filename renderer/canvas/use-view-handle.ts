import { getNodesBounds, getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { cardSize } from '../../app/drawing/card-size.ts'
import { collapsedBy } from '../../app/drawing/collapsed.ts'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { settleAt } from './distance-store.ts'
import { type FlowNode, nodeIdOf } from './to-flow.ts'
import { type CanvasView, canvasView } from './viewport.ts'

const motionMs = 180
/** From one step of a presentation to the next, so that the eye can follow. */
const sceneMs = 500
/** A drawing of few cards is not to fill a hall. */
const largestWhole = 1.6
const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches
const fitOptions = { padding: '36px' as const, maxZoom: 1, duration: motionMs }

/** A component within a collapsed group is seen as that. */
function toNodeIds(components: string[]): { id: string }[] {
  const hidden = collapsedBy(designStore.getState().design)
  return components.map((id) => ({ id: nodeIdOf(id, hidden) }))
}

/** Gives commands their hold on the canvas while it shows, and fits the design, drawn as these nodes, when that was asked for. */
export function useViewHandle(nodes: FlowNode[]): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const fitAsked = useStore(canvasView, (state) => state.fitAsked)
  const isEmpty = useDesignStore((state) => Object.keys(state.design.components).length === 0)
  useEffect(() => {
    const box = () => store.getState().domNode?.getBoundingClientRect() ?? new DOMRect()
    const view: CanvasView = {
      zoomIn: () => void flow.zoomIn({ duration: motionMs }),
      zoomOut: () => void flow.zoomOut({ duration: motionMs }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: motionMs }),
      fit: () => void flow.fitView(fitOptions),
      show: (components) => void flow.fitView({ ...fitOptions, nodes: toNodeIds(components) }),
      toPosition: (screen) => flow.screenToFlowPosition(screen),
      toScreen: (position) => flow.flowToScreenPosition(position),
      centre: () => {
        const { left, top, width, height } = box()
        const middle = flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 })
        return { x: middle.x - cardSize.width / 2, y: middle.y - cardSize.height / 2 }
      },
      contains: ({ x, y }) => document.elementFromPoint(x, y)?.closest('.react-flow') != null,
      zoom: () => flow.getZoom(),
      pointer: () => {
        const at = lastPointer
        return at && view.contains(at) ? flow.screenToFlowPosition(at) : undefined
      },
      shows: ({ x, y }) => {
        const { left, top, right, bottom } = box()
        const from = flow.flowToScreenPosition({ x, y })
        const to = flow.flowToScreenPosition({ x: x + cardSize.width, y: y + cardSize.height })
        return from.x >= left && from.y >= top && to.x <= right && to.y <= bottom
      },
      showsAll: () => {
        const [all, seen] = [flow.getNodesBounds(flow.getNodes()), view.visible()]
        const [right, bottom] = [seen.x + seen.width, seen.y + seen.height]
        return all.x >= seen.x && all.y >= seen.y && all.x + all.width <= right && all.y + all.height <= bottom
      },
      visible: () => {
        const { left, top, right, bottom } = box()
        const [from, to] = [flow.screenToFlowPosition({ x: left, y: top }), flow.screenToFlowPosition({ x: right, y: bottom })]
        return { ...from, width: to.x - from.x, height: to.y - from.y }
      },
      frame: (part, free) => {
        const { width, height } = box()
        const { minZoom, maxZoom } = store.getState()
        const most = part ? maxZoom : largestWhole
        const bounds = part ?? flow.getNodesBounds(flow.getNodes())
        const sides = part ? 0 : 36
        const camera = getViewportForBounds(bounds, width, height - free, minZoom, most, `${sides}px`)
        void flow.setViewport(camera, { duration: isStill() ? 0 : sceneMs })
      },
      camera: () => flow.getViewport(),
      moveTo: (camera) => void flow.setViewport(camera),
    }
    let lastPointer: { x: number; y: number } | undefined
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      lastPointer = { x: clientX, y: clientY }
    }
    window.addEventListener('pointermove', onMove, { passive: true, capture: true })
    canvasView.setState({ view })
    return () => {
      window.removeEventListener('pointermove', onMove, { capture: true })
      canvasView.setState({ view: null })
    }
  }, [flow, store])
  // From the places alone, so that the first picture of a design is already the whole of it.
  useEffect(() => {
    if (!fitAsked) return
    if (isEmpty) {
      canvasView.setState({ fitAsked: false })
      void flow.setViewport({ x: 0, y: 0, zoom: 1 })
      return
    }
    if (nodes.length === 0) return
    let frame = 0
    const bringIntoView = () => {
      const { width, height, minZoom, panZoom } = store.getState()
      if (!panZoom || width === 0) {
        frame = requestAnimationFrame(bringIntoView)
        return
      }
      const camera = getViewportForBounds(getNodesBounds(nodes), width, height, minZoom, fitOptions.maxZoom, fitOptions.padding)
      void flow.setViewport(camera)
      settleAt(camera.zoom)
      canvasView.setState({ fitAsked: false })
    }
    bringIntoView()
    return () => cancelAnimationFrame(frame)
  }, [fitAsked, isEmpty, nodes, flow, store])
}
