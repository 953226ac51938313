import { ViewportPortal } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { factsOf } from '../run/facts.ts'
import { shownStore } from '../run/shown.ts'
import type { Trouble } from '../run/trouble.ts'
import { plainZoom } from './distance-store.ts'
import { type Lines, useLines } from './line-store.ts'
import { toSheetScale } from './sheet-scale.ts'

/** Thin lines would be lost from afar. Pixels of the design. */
const lineWidth = 4
const margin = 8

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/**
 * From afar, all connections as one picture under the cards: it is moved and scaled as a whole, so that looking around costs the same
 * however many there are. Those that are drawn by themselves meanwhile are left out.
 */
export function EdgeSheet({ apart, dimmed }: { apart: ReadonlySet<string>; dimmed: ReadonlySet<string> }) {
  const lines = useResting(apart)
  const troubles = useTroubles(lines)
  const theme = useThemeName()
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useMemo(() => boxOf(lines), [lines])
  useEffect(() => {
    if (canvas.current && box) draw(canvas.current, box, { lines, troubles, dimmed, theme })
  }, [lines, troubles, dimmed, theme, box])
  if (!box) return null
  const { left, top, width, height } = box
  return (
    <ViewportPortal>
      <canvas ref={canvas} className="edge-sheet" style={{ left, top, width, height }} />
    </ViewportPortal>
  )
}

/** All lines but these; the same object as long as none of them changes, such as while a card is dragged. */
function useResting(apart: ReadonlySet<string>): Lines {
  const lines = useLines()
  const before = useRef<Lines>(new Map())
  return useMemo(() => {
    const resting = new Map([...lines].filter(([id]) => !apart.has(id)))
    const isSame = resting.size === before.current.size && [...resting].every(([id, d]) => before.current.get(id) === d)
    if (!isSame) before.current = resting
    return before.current
  }, [lines, apart])
}

/** The connections in trouble at the moment shown, as `id` and how bad it is. */
function useTroubles(lines: Lines): string[] {
  return useStore(
    shownStore,
    useShallow((shown) =>
      [...lines.keys()].flatMap((id) => {
        const { trouble } = factsOf(shown, 'connections', id)
        return trouble === 'none' ? [] : [`${trouble} ${id}`]
      }),
    ),
  )
}

function useThemeName(): string {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? '')
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? ''))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}

// The numbers of a path are x and y in turn: M0 100C75 100 225 100 300 100
function boxOf(lines: Lines): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const d of lines.values()) {
    const numbers = d.match(/-?\d*\.?\d+/g) ?? []
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [x, y] = [Number(numbers[index]), Number(numbers[index + 1])]
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  if (left > right) return undefined
  return { left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin }
}

interface Drawn {
  lines: Lines
  troubles: string[]
  dimmed: ReadonlySet<string>
  /** Drawn anew with another, whose colours are read from the page. */
  theme: string
}

const colours: Record<Trouble, string> = { none: '--line-strong', warning: '--warning', bad: '--bad' }

function draw(canvas: HTMLCanvasElement, box: Box, { lines, troubles, dimmed }: Drawn): void {
  const scale = toSheetScale(box, plainZoom * window.devicePixelRatio)
  canvas.width = Math.ceil(box.width * scale)
  canvas.height = Math.ceil(box.height * scale)
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  const troubleOf = new Map(troubles.map((text) => [text.slice(text.indexOf(' ') + 1), text.slice(0, text.indexOf(' ')) as Trouble]))
  context.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale)
  context.lineWidth = lineWidth
  for (const trouble of ['none', 'warning', 'bad'] as const) {
    context.strokeStyle = style.getPropertyValue(colours[trouble])
    for (const [id, d] of lines) {
      if ((troubleOf.get(id) ?? 'none') !== trouble) continue
      context.globalAlpha = dimmed.has(id) ? 0.16 : 1
      context.stroke(new Path2D(d))
    }
  }
}
