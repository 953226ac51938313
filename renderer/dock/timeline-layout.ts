import type { Scenario } from '../../app/design/design.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { secondsOf } from '../run/chosen-scenario.ts'

/** Where things of a scenario stand on its timeline. Times in seconds, places in pixels. */

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400]
const pixelsPerTick = 64

/** The times a ruler of this width names: round ones, not too close, the end left out. */
export function ticksOf(durationSeconds: number, width: number): number[] {
  const most = Math.max(1, Math.floor(width / pixelsPerTick))
  const step = steps.find((each) => durationSeconds / each <= most) ?? Math.ceil(durationSeconds / most)
  const count = Math.ceil(durationSeconds / step - 1e-9)
  return Array.from({ length: Math.max(1, count) }, (_, index) => index * step)
}

/** A corner of the traffic's outline. `point` is the traffic point it belongs to, `end` whether it is where a ramp ends. */
export interface Corner {
  time: number
  scale: number
  point: number | null
  end: boolean
}

/** Traffic that has points of its own, in the order in which the scenario names it. */
export function ownSources(traffic: Scenario['traffic']): string[] {
  return [...new Set((traffic ?? []).flatMap(({ source }) => source ?? []))]
}

/** The outline of the traffic from the beginning to the end: steps are vertical, ramps are slopes. `of`: whose own; absent: of all others. */
export function outlineOf(traffic: Scenario['traffic'], durationSeconds: number, of?: string): Corner[] {
  const points = (traffic ?? [])
    .map((point, index) => ({ ...point, at: secondsOf(point.at, 0), over: secondsOf(point.over, 0), index }))
    .filter(({ source }) => source === of)
    .sort((a, b) => a.at - b.at)
  const corners: Corner[] = []
  let scale = 1
  if (points[0]?.at !== 0) corners.push({ time: 0, scale, point: null, end: false })
  for (const [index, point] of points.entries()) {
    const isStep = point.over === 0
    // A ramp that the next point cuts short goes on from what it has reached, as the engines play it.
    const passed = isStep ? 1 : Math.min(1, ((points[index + 1]?.at ?? Number.POSITIVE_INFINITY) - point.at) / point.over)
    const reached = scale + (point.scale - scale) * passed
    if (point.at > 0 || !isStep) corners.push({ time: point.at, scale, point: isStep ? null : point.index, end: false })
    corners.push({ time: point.at + point.over * passed, scale: reached, point: point.index, end: true })
    scale = reached
  }
  corners.push({ time: Math.max(durationSeconds, corners.at(-1)?.time ?? 0), scale, point: null, end: false })
  return corners
}

/** The top of the traffic's axis: a little above the largest scale, never below 1. */
export function topOf(corners: Corner[]): number {
  return Math.max(1, ...corners.map((corner) => corner.scale)) * 1.2
}

export interface FaultBlock {
  fault: Fault
  /** Place in the scenario's list. */
  index: number
  left: number
  width: number
  lane: number
  /** Whether its label fits inside; otherwise it stands beside, and the lane keeps that room free. */
  labelInside: boolean
}

export const smallestBlock = 22
const gap = 6

/**
 * Places the faults on lanes so that neither blocks nor labels overlap: each takes the first lane that is free when it starts.
 * A fault without an end goes on to the end of the scenario.
 */
export function blocksOf(faults: Fault[], durationSeconds: number, width: number, labelWidth: (fault: Fault) => number): FaultBlock[] {
  const perSecond = width / durationSeconds
  const ends: number[] = []
  return faults
    .map((fault, index) => ({ fault, index, at: Math.min(secondsOf(fault.at, 0), durationSeconds) }))
    .sort((a, b) => a.at - b.at)
    .map(({ fault, index, at }) => {
      const lasts = Math.min(secondsOf(fault.for, durationSeconds - at), durationSeconds - at)
      const size = Math.max(smallestBlock, lasts * perSecond)
      const left = Math.min(at * perSecond, width - smallestBlock)
      const label = labelWidth(fault)
      const labelInside = label + 12 <= size
      const end = left + (labelInside ? size : size + label) + gap
      const free = ends.findIndex((each) => each <= left)
      const lane = free === -1 ? ends.length : free
      ends[lane] = end
      return { fault, index, left, width: Math.min(size, width - left), lane, labelInside }
    })
}
