import { useEffect, useRef } from 'react'
import type { Flow } from './particle-flow.ts'
import { createParticlePainter, type Motion, type View } from './particle-painter.ts'
import { playerStore } from './player.ts'
import { isActive } from './run-state.ts'
import { type RunState, runStore } from './run-store.ts'
import { type Shown, shownStore } from './shown.ts'
import './Particles.css'

/** Traffic moving along the lines of connections: one canvas over them. `lines` are SVG paths by the connection's id. */
export function Particles({ transform, lines }: { transform: View; lines: ReadonlyMap<string, string> }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<ReturnType<typeof createParticlePainter>>(null)
  useEffect(() => {
    if (!canvas.current || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const made = createParticlePainter(canvas.current)
    painter.current = made
    const flow = () => made.flow(toFlows(shownStore.getState()), shownStore.getState().engine)
    const pace = () => made.pace(motionOf(runStore.getState(), playerStore.getState().playing))
    flow()
    pace()
    const ends = [shownStore.subscribe(flow), runStore.subscribe(pace), playerStore.subscribe(pace)]
    return () => {
      for (const end of ends) end()
      painter.current = null
      made.end()
    }
  }, [])
  useEffect(() => painter.current?.follow(lines), [lines])
  useEffect(() => painter.current?.move(transform), [transform])
  return <canvas ref={canvas} className="particles" />
}

function motionOf({ engine, playhead, runs }: RunState, isPlaying: boolean): Motion {
  if (isPlaying) return 'moving'
  if (playhead !== null) return 'still'
  return engine && isActive(runs[engine]) ? 'moving' : 'settling'
}

/** What flows on each connection at the moment shown, by the engine that comes first. */
function toFlows(shown: Shown): Map<string, Flow> {
  if (!shown.engine) return new Map()
  const { frame, result } = shown[shown.engine]
  const moment = Object.entries(frame?.connections ?? {}).map(
    ([id, { throughput, errorRate, p50 }]) => [id, { rate: throughput, errorRate, latencyMs: p50 }] as const,
  )
  if (frame) return new Map(moment)
  return new Map(
    Object.entries(result?.connections ?? {}).map(([id, { throughput, errorRate, latency }]) => [
      id,
      { rate: throughput, errorRate, latencyMs: latency.p50 },
    ]),
  )
}
