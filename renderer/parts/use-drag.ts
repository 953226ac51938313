import type { PointerEvent } from 'react'
import { useRef } from 'react'
import { onEscape } from './on-escape.ts'

interface Drag {
  /** Pixels moved since the press, and whether Alt was held then. */
  onMove: (dx: number, dy: number, alt: boolean) => void
  /** The press ended. `moved`: it was a drag and not a click. */
  onEnd: (moved: boolean) => void
  /** The press was given up, by Escape or by the system: all is to be as before. */
  onCancel: () => void
}

/** A click may tremble this much, pixels. */
const tremble = 3

/** Pointer handlers for dragging an element; the pointer is held until it is released, wherever it goes. */
export function useDrag(drag: Drag) {
  const press = useRef<{ x: number; y: number; alt: boolean; moved: boolean; stop: () => void } | null>(null)
  const latest = useRef(drag)
  latest.current = drag
  const release = () => {
    const from = press.current
    press.current = null
    from?.stop()
    return from
  }
  return {
    onPointerDown(event: PointerEvent<Element>) {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      release()
      const stop = onEscape(() => {
        press.current = null
        latest.current.onCancel()
      })
      press.current = { x: event.clientX, y: event.clientY, alt: event.altKey, moved: false, stop }
    },
    onPointerMove(event: PointerEvent<Element>) {
      const from = press.current
      if (!from) return
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
      from.moved ||= Math.abs(dx) > tremble || Math.abs(dy) > tremble
      if (from.moved) drag.onMove(dx, dy, from.alt)
    },
    onPointerUp() {
      const from = release()
      if (from) drag.onEnd(from.moved)
    },
    onPointerCancel() {
      if (release()) drag.onCancel()
    },
  }
}
