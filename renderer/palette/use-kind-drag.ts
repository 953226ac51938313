import { type PointerEvent, useState } from 'react'
import { addAt } from '../canvas/add-component.ts'
import { showTarget, targetForKind } from '../canvas/insert-target.ts'
import { canvasView } from '../canvas/viewport.ts'
import { onEscape } from '../parts/on-escape.ts'

export interface KindDrag {
  kind: string
  x: number
  y: number
  /** Whether letting go here adds the component. */
  welcome: boolean
}

const threshold = 4

/**
 * Dragging a kind to the canvas, by pointer events, so that what is carried follows at the size it will have. Let go outside
 * the canvas, or with Escape, nothing is added.
 */
export function useKindDrag() {
  const [drag, setDrag] = useState<KindDrag | null>(null)
  const start = (event: PointerEvent<HTMLElement>, kind: string) => {
    if (event.button !== 0) return
    const from = { x: event.clientX, y: event.clientY }
    let carried = false
    const listening = new AbortController()
    const end = () => {
      listening.abort()
      stopEscape()
      setDrag(null)
      showTarget(undefined)
    }
    const options = { signal: listening.signal, capture: true }
    const onMove = (move: globalThis.PointerEvent) => {
      const at = { x: move.clientX, y: move.clientY }
      carried ||= Math.hypot(at.x - from.x, at.y - from.y) > threshold
      if (!carried) return
      const welcome = isOverCanvas(at)
      setDrag({ kind, ...at, welcome })
      showTarget(welcome ? targetForKind(at, kind) : undefined)
    }
    const onUp = (up: globalThis.PointerEvent) => {
      end()
      const at = { x: up.clientX, y: up.clientY }
      if (carried && isOverCanvas(at)) addAt(kind, at)
    }
    const stopEscape = onEscape(end)
    window.addEventListener('pointermove', onMove, options)
    window.addEventListener('pointerup', onUp, options)
    window.addEventListener('pointercancel', end, options)
  }
  return { drag, start }
}

function isOverCanvas(at: { x: number; y: number }): boolean {
  return canvasView.getState().view?.contains(at) ?? false
}
