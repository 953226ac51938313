import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import type { Scenario } from '../../app/design/design.ts'
import { toClock } from '../../app/run/figures.ts'
import { useDrag } from '../parts/use-drag.ts'
import type { ScenarioEditor } from './scenario-editor.ts'
import { addTrafficPoint, moveTrafficCorner, removeTrafficPoint } from './scenario-edits.ts'
import { type Corner, outlineOf, ownSources, topOf } from './timeline-layout.ts'

interface TrafficProps {
  scenario: Scenario
  durationSeconds: number
  width: number
  editor: ScenarioEditor | null
  /** The name of traffic by its component's id. */
  nameFor(id: string): string
}

const height = 60

/** How the traffic is scaled over time: an outline whose corners can be dragged. */
export function TrafficArea({ scenario, durationSeconds, width, editor, nameFor }: TrafficProps) {
  const shared = outlineOf(scenario.traffic, durationSeconds)
  const own = ownSources(scenario.traffic).map((source) => ({ source, corners: outlineOf(scenario.traffic, durationSeconds, source) }))
  const corners = [...shared, ...own.flatMap((each) => each.corners)]
  const [held, setHeld] = useState<number | null>(null)
  const top = held ?? topOf(corners)
  const x = (time: number) => (time / durationSeconds) * width
  const y = (scale: number) => height - (Math.min(scale, top) / top) * (height - 8)
  const lineOf = (outline: Corner[]) => outline.map((corner) => `${x(corner.time)},${y(corner.scale)}`).join(' ')
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const time = ((event.clientX - box.left) / width) * durationSeconds
    const scale = ((height - (event.clientY - box.top)) / (height - 8)) * top
    editor?.commit('Add traffic point', addTrafficPoint(scenario, time, scale))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is done from the keyboard on the points themselves.
    <div className="traffic" style={{ height }} onDoubleClick={editor ? onDoubleClick : undefined}>
      <svg width={width} height={height} aria-hidden="true">
        <polygon className="traffic-fill" points={`0,${height} ${lineOf(shared)} ${width},${height}`} />
        <polyline className="traffic-line" points={lineOf(shared)} />
        {own.map((each) => (
          <polyline key={each.source} className="traffic-line traffic-line-own" points={lineOf(each.corners)} />
        ))}
      </svg>
      {[{ source: undefined, corners: shared }, ...own].map(({ source, corners }) => {
        const peak = peakOf(corners)
        return (
          <span key={source ?? ''} className="traffic-scale" style={{ left: x(peak.time), top: y(peak.scale) + 3 }}>
            {source !== undefined && `${nameFor(source)} `}×{Math.round(peak.scale * 10) / 10}
          </span>
        )
      })}
      {corners.map((corner, index) => (
        <Point
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is known by its place in the outline.
          key={index}
          corner={corner}
          left={x(corner.time)}
          top={y(corner.scale)}
          move={(dx, dy) => ({ time: corner.time + (dx / width) * durationSeconds, scale: corner.scale - (dy / (height - 8)) * top })}
          scenario={scenario}
          editor={corner.point === null ? null : editor}
          onHold={(holding) => setHeld(holding ? top : null)}
        />
      ))}
    </div>
  )
}

function peakOf(corners: Corner[]): Corner {
  return corners.reduce((highest, corner) => (corner.scale > highest.scale ? corner : highest))
}

interface PointProps {
  corner: Corner
  left: number
  top: number
  move: (dx: number, dy: number) => { time: number; scale: number }
  scenario: Scenario
  editor: ScenarioEditor | null
  /** The axis stands still while a point is held. */
  onHold: (holding: boolean) => void
}

function Point({ corner, left, top, move, scenario, editor, onHold }: PointProps) {
  const [before, setBefore] = useState<{ scenario: Scenario; move: PointProps['move'] } | null>(null)
  const { point, end } = corner
  const from = before ?? { scenario, move }
  const moved = (dx: number, dy: number) => {
    const to = from.move(dx, dy)
    return point === null ? from.scenario : moveTrafficCorner(from.scenario, point, end, to.time, to.scale)
  }
  const drag = useDrag({
    onMove(dx, dy) {
      if (!before) {
        setBefore({ scenario, move })
        onHold(true)
      }
      editor?.draft(moved(dx, dy))
    },
    onEnd(wasDrag) {
      if (wasDrag) editor?.commit('Move traffic point', scenario)
      else editor?.draft(null)
      release()
    },
    onCancel() {
      editor?.draft(null)
      release()
    },
  })
  const release = () => {
    setBefore(null)
    onHold(false)
  }
  if (!editor || point === null) return null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') editor.commit('Delete traffic point', removeTrafficPoint(scenario, point))
    else {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key]
      if (!step) return
      const [seconds = 0, scale = 0] = step
      editor.commit('Move traffic point', moveTrafficCorner(scenario, point, end, corner.time + seconds, corner.scale + scale))
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      className="traffic-point"
      style={{ left, top }}
      aria-label={`Traffic times ${corner.scale} at ${toClock(corner.time)}. Arrow keys move it, Delete removes it.`}
      data-tip={`×${corner.scale} at ${toClock(corner.time)}`}
      onKeyDown={onKeyDown}
      onDoubleClick={(event) => event.stopPropagation()}
      {...drag}
    />
  )
}
