import type { PointerEvent } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { targetName } from '../../app/faults/fault-words.ts'
import { toClock } from '../../app/run/figures.ts'
import { openMenu } from '../canvas/canvas-menu.ts'
import { t } from '../language/t.ts'
import { onEscape } from '../parts/on-escape.ts'
import { runStore } from '../run/run-store.ts'
import { designStore } from '../state/design-store.ts'
import { showDockTab } from './dock-store.ts'
import { breakAt, choicesFor, withinScenario } from './fault-edits.ts'
import { shownTime } from './PlayheadClock.tsx'

/** A fault that is carried from what it shall strike to the moment of the timeline at which it shall come. */
export interface FaultDrag {
  target: string
  x: number
  y: number
  /** Of the scenario, where the pointer is on the timeline. */
  seconds: number | null
}

const dragStore = createStore<{ drag: FaultDrag | null }>(() => ({ drag: null }))

export function useFaultDrag(): FaultDrag | null {
  return useStore(dragStore, ({ drag }) => drag)
}

interface Timeline {
  element: HTMLElement
  durationSeconds: number
}
let timeline: Timeline | null = null

/** The timeline that is on the page says where it is. Returns how to take that back. */
export function offerTimeline(shown: Timeline): () => void {
  timeline = shown
  return () => {
    if (timeline === shown) timeline = null
  }
}

/** A click may tremble this much, pixels. */
const tremble = 4
/** Where a fault begins that was not carried to a moment. */
const usualSeconds = 10

/** Begins to carry a fault of this component, connection or group. Let go elsewhere than on the timeline, or with Escape, there is none. */
export function carryFault(event: PointerEvent<HTMLElement>, target: string): void {
  if (event.button !== 0) return
  const from = { x: event.clientX, y: event.clientY }
  const listening = new AbortController()
  const end = () => {
    listening.abort()
    stopEscape()
    dragStore.setState({ drag: null })
  }
  const stopEscape = onEscape(end)
  const options = { signal: listening.signal, capture: true }
  const onMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    const isCarried = dragStore.getState().drag !== null
    if (!isCarried && Math.hypot(x - from.x, y - from.y) <= tremble) return
    if (!isCarried) showDockTab('scenario')
    dragStore.setState({ drag: { target, x, y, seconds: momentAt(x, y) } })
  }
  const onUp = (up: globalThis.PointerEvent) => {
    const { drag } = dragStore.getState()
    end()
    if (!drag) return
    // The click that a browser makes of press and release is no press of the handle.
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
    const seconds = momentAt(up.clientX, up.clientY)
    if (seconds !== null) offerFaults(target, seconds, { x: up.clientX, y: up.clientY })
  }
  window.addEventListener('pointermove', onMove, options)
  window.addEventListener('pointerup', onUp, options)
  window.addEventListener('pointercancel', end, options)
}

/** Offers what can happen to it at the moment that is shown, for those who do not carry. */
export function offerFaultsNow(target: string, at: { x: number; y: number }): void {
  offerFaults(target, withinScenario(shownTime(runStore.getState()) ?? usualSeconds), at)
}

function offerFaults(target: string, seconds: number, at: { x: number; y: number }): void {
  const heading = t('Break {name} at {time}', { name: targetName(target, designStore.getState().design), time: toClock(seconds) })
  const items = choicesFor(target).map(({ kind, label, icon }) => ({ label, icon, run: () => breakAt(target, kind, seconds) }))
  openMenu({ at, label: heading, items: [{ heading }, ...items] })
}

/** The whole second of the scenario at a point of the screen; null where that is not the timeline. */
function momentAt(x: number, y: number): number | null {
  if (!timeline) return null
  const { left, right, top, bottom } = timeline.element.getBoundingClientRect()
  if (x < left || x > right || y < top || y > bottom || right === left) return null
  const { durationSeconds } = timeline
  return Math.min(Math.round(((x - left) / (right - left)) * durationSeconds), Math.max(0, Math.ceil(durationSeconds) - 1))
}

function swallow(event: MouseEvent): void {
  event.stopPropagation()
  event.preventDefault()
}
