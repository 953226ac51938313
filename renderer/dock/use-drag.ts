import type { PointerEvent } from 'react'
import { useRef } from 'react'

interface Drag {
  /** Pixels moved since the press. */
  onMove: (dx: number, dy: number) => void
  /** The press ended. `moved`: it was a drag and not a click. */
  onEnd: (moved: boolean) => void
}

/** A click may tremble this much, pixels. */
const tremble = 3

/** Pointer handlers for dragging an element; the pointer is held until it is released, wherever it goes. */
export function useDrag({ onMove, onEnd }: Drag) {
  const press = useRef<{ x: number; y: number; moved: boolean } | null>(null)
  return {
    onPointerDown(event: PointerEvent<Element>) {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      press.current = { x: event.clientX, y: event.clientY, moved: false }
    },
    onPointerMove(event: PointerEvent<Element>) {
      const from = press.current
      if (!from) return
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
      from.moved ||= Math.abs(dx) > tremble || Math.abs(dy) > tremble
      if (from.moved) onMove(dx, dy)
    },
    onPointerUp() {
      const from = press.current
      press.current = null
      if (from) onEnd(from.moved)
    },
    onPointerCancel() {
      const from = press.current
      press.current = null
      if (from) onEnd(false)
    },
  }
}
