import { useEffect, useRef } from 'react'
import { shownFrame, shownResult } from './facts.ts'
import type { Flow } from './particle-flow.ts'
import { createParticlePainter, type Motion, type View } from './particle-painter.ts'
import { playerStore } from './player.ts'
import { isActive } from './run-state.ts'
import { type RunState, runStore } from './run-store.ts'
import './Particles.css'

/** Traffic moving along the edges: one canvas over them. Edge elements carry the connection's id as `data-id`. */
export function Particles({ transform, connections }: { transform: View; connections: string[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<ReturnType<typeof createParticlePainter>>(null)
  useEffect(() => {
    if (!canvas.current || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const made = createParticlePainter(canvas.current)
    painter.current = made
    return () => {
      painter.current = null
      made.end()
    }
  }, [])
  useEffect(() => {
    const show = () => {
      const state = runStore.getState()
      painter.current?.show(toFlows(state, connections), state.engine, motionOf(state, playerStore.getState().playing))
    }
    show()
    const ends = [runStore.subscribe(show), playerStore.subscribe(show)]
    return () => {
      for (const end of ends) end()
    }
  }, [connections])
  useEffect(() => painter.current?.move(transform), [transform])
  return <canvas ref={canvas} className="particles" />
}

function motionOf({ engine, playhead, runs }: RunState, isPlaying: boolean): Motion {
  if (isPlaying) return 'moving'
  if (playhead !== null) return 'still'
  return engine && isActive(runs[engine]) ? 'moving' : 'settling'
}

/** What flows on each connection at the moment shown, by the engine that comes first. */
function toFlows(state: RunState, connections: string[]): Map<string, Flow> {
  const flows = new Map<string, Flow>()
  if (!state.engine) return flows
  const frame = shownFrame(state, state.engine)
  const result = shownResult(state, state.engine)
  for (const id of connections) {
    const moment = frame?.connections[id]
    const whole = result?.connections[id]
    if (moment) flows.set(id, { rate: moment.throughput, errorRate: moment.errorRate, latencyMs: moment.p50 })
    else if (whole) flows.set(id, { rate: whole.throughput, errorRate: whole.errorRate, latencyMs: whole.latency.p50 })
  }
  return flows
}
