import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { toClock } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { onEscape } from '../parts/on-escape.ts'
import { lastTime } from '../run/playback.ts'
import { pause, scrubTo, stepFrames } from '../run/player.ts'
import { movePlayhead, useRunStore } from '../run/run-store.ts'
import { shownTime } from './PlayheadClock.tsx'

interface PlayheadProps {
  durationSeconds: number
  warmupSeconds: number
  width: number
}

/** The moment that the canvas shows. Pressing or dragging in the ruler chooses a moment of what has run; The arrow keys go from frame to frame, and Escape lets it go. */
export function Playhead({ durationSeconds, warmupSeconds, width }: PlayheadProps) {
  const time = useRunStore(shownTime)
  const last = useRunStore((state) => (state.engine ? lastTime(state.runs[state.engine].frames) : 0))
  const x = (seconds: number) => (Math.min(seconds, durationSeconds) / durationSeconds) * width
  const held = useRef<(() => void) | null>(null)
  const release = () => {
    held.current?.()
    held.current = null
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId)
      release()
      held.current = onEscape(() => {
        held.current = null
        if (time === null) showWhole()
        else scrubTo(time)
      })
    } else if (!held.current) return
    const box = event.currentTarget.getBoundingClientRect()
    scrubTo(((event.clientX - box.left) / width) * durationSeconds)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const now = time ?? last
    if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') stepFrames(-1)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') stepFrames(1)
    else if (event.key === 'PageUp') scrubTo(now + durationSeconds / 10)
    else if (event.key === 'PageDown') scrubTo(now - durationSeconds / 10)
    else if (event.key === 'Home') scrubTo(0)
    else if (event.key === 'End') scrubTo(last)
    else if (event.key === 'Escape' && time !== null) showWhole()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const showWhole = () => {
    pause()
    movePlayhead(null)
  }
  return (
    <>
      {warmupSeconds > 0 && (
        <div
          className="timeline-warmup"
          style={{ width: x(warmupSeconds) }}
          role="img"
          aria-label={t('Warm-up: left out of the figures')}
        />
      )}
      {last > 0 && (
        <div
          className="timeline-scrub"
          role="slider"
          tabIndex={0}
          aria-label={t('Moment of the run')}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={time ?? last}
          aria-valuetext={toClock(time ?? last)}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={onKeyDown}
        />
      )}
      {time !== null && <div className="playhead" style={{ transform: `translateX(${x(time)}px)` }} />}
    </>
  )
}
