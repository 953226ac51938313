import type { KeyboardEvent, PointerEvent } from 'react'
import { onEscape } from '../parts/on-escape.ts'
import { putSetting, settingsStore, useSettingsStore } from '../state/settings-store.ts'

type Size = 'paletteWidth' | 'inspectorWidth' | 'dockHeight'
const ranges: Record<Size, [number, number, number]> = {
  paletteWidth: [160, 400, 216],
  inspectorWidth: [260, 560, 316],
  dockHeight: [120, 700, 232],
}

/** The edge of a panel by which it is resized: dragged, or moved with the arrow keys. A double click gives the usual size. */
export function PanelEdge({ setting, side, label }: { setting: Size; side: 'left' | 'right' | 'top'; label: string }) {
  const value = useSettingsStore((state) => state[setting])
  const [min, max, usual] = ranges[setting]
  const clamp = (size: number) => Math.round(Math.max(min, Math.min(max, size)))
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const from = side === 'top' ? event.clientY : event.clientX
    const start = settingsStore.getState()[setting]
    const onMove = (move: globalThis.PointerEvent) => {
      const moved = (side === 'top' ? move.clientY : move.clientX) - from
      settingsStore.setState({ [setting]: clamp(start + (side === 'right' ? moved : -moved)) })
    }
    const target = event.currentTarget
    const listening = new AbortController()
    const stopEscape = onEscape(() => {
      listening.abort()
      settingsStore.setState({ [setting]: start })
    })
    const onEnd = () => {
      listening.abort()
      stopEscape()
      putSetting(setting, settingsStore.getState()[setting])
    }
    target.addEventListener('pointermove', onMove, { signal: listening.signal })
    target.addEventListener('pointerup', onEnd, { signal: listening.signal })
    target.addEventListener('pointercancel', onEnd, { signal: listening.signal })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const grows = { right: 'ArrowRight', left: 'ArrowLeft', top: 'ArrowUp' }[side]
    const shrinks = { right: 'ArrowLeft', left: 'ArrowRight', top: 'ArrowDown' }[side]
    if (event.key !== grows && event.key !== shrinks) return
    event.preventDefault()
    event.stopPropagation()
    putSetting(setting, clamp(value + (event.key === grows ? 16 : -16)))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is not a rule between paragraphs.
    <div
      className={`panel-edge panel-edge-${side}`}
      role="separator"
      aria-label={label}
      aria-orientation={side === 'top' ? 'horizontal' : 'vertical'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onDoubleClick={() => putSetting(setting, usual)}
      onKeyDown={onKeyDown}
    />
  )
}
