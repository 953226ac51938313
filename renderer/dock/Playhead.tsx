import type { KeyboardEvent, PointerEvent } from 'react'
import { toClock } from '../../app/run/figures.ts'
import { movePlayhead, useRunStore } from '../run/run-store.ts'
import { shownTime } from './PlayheadClock.tsx'

interface PlayheadProps {
  durationSeconds: number
  warmupSeconds: number
  width: number
}

/** The moment that the canvas shows. Pressing or dragging in the ruler chooses a moment of what has run; Escape lets it go. */
export function Playhead({ durationSeconds, warmupSeconds, width }: PlayheadProps) {
  const time = useRunStore(shownTime)
  const last = useRunStore((state) => (state.engine ? (state.runs[state.engine].frames.at(-1)?.time ?? 0) : 0))
  const x = (seconds: number) => (Math.min(seconds, durationSeconds) / durationSeconds) * width
  const go = (seconds: number) => movePlayhead(Math.min(Math.max(0, seconds), last))
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    go(((event.clientX - box.left) / width) * durationSeconds)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 10, PageDown: -10 }[event.key]
    if (step) go((time ?? 0) + step)
    else if (event.key === 'Escape' && time !== null) movePlayhead(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      {warmupSeconds > 0 && (
        <div className="timeline-warmup" style={{ width: x(warmupSeconds) }} role="img" aria-label="Warm-up: left out of the figures" />
      )}
      {last > 0 && (
        <div
          className="timeline-scrub"
          role="slider"
          tabIndex={0}
          aria-label="Moment of the run"
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={time ?? last}
          aria-valuetext={toClock(time ?? last)}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
          onKeyDown={onKeyDown}
        />
      )}
      {time !== null && <div className="playhead" style={{ transform: `translateX(${x(time)}px)` }} />}
    </>
  )
}
