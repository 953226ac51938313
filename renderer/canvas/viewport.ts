import { createStore } from 'zustand/vanilla'
import type { Position } from '../../app/design/design.ts'
import type { Box } from '../../app/drawing/boundary.ts'

/** How far the drawing's origin is from the canvas's corner, and how large it is drawn. */
export interface Camera extends Position {
  zoom: number
}

/**
 * What commands may ask of the canvas without knowing how it is drawn. The canvas fills this in while it shows; before that
 * there is nothing to zoom.
 */
export interface CanvasView {
  zoomIn(): void
  zoomOut(): void
  zoomTo(zoom: number): void
  fit(): void
  /** Brings these components into view, moving no more than needed. */
  show(components: string[]): void
  /** The design position under a point of the screen. */
  toPosition(screen: { x: number; y: number }): Position
  /** The point of the screen at a design position. */
  toScreen(position: Position): { x: number; y: number }
  /** The design position at the middle of the canvas. */
  centre(): Position
  /** Whether a point of the screen is on the canvas and not on what floats over it. */
  contains(screen: { x: number; y: number }): boolean
  zoom(): number
  /** The design position under the pointer, while that is on the canvas. */
  pointer(): Position | undefined
  /** Whether a card that stands here is seen whole. */
  shows(card: Position): boolean
  /** Whether the whole drawing is in view. */
  showsAll(): boolean
  /** The part of the drawing in view. */
  visible(): Box
  /** Brings a part of the drawing (absent: all of it) into view, as large as it fits above `free` pixels at the bottom. */
  frame(part: Box | undefined, free: number): void
  /** Where the canvas looks, to come back to. */
  camera(): Camera
  moveTo(camera: Camera): void
}

export const canvasView = createStore<{ view: CanvasView | null; fitAsked: boolean }>(() => ({ view: null, fitAsked: false }))

/** Fits the design into view as soon as it is drawn. */
export function fitSoon(): void {
  canvasView.setState({ fitAsked: true })
}
