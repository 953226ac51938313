import { exponential } from '../chance/exponential.ts'
import { BREAKS, REPAIRED } from '../events/event-kinds.ts'
import { applyToComponent } from './faults.ts'
import { BREAKDOWNS, DOWN, PAUSED, streamOf, type World } from './world.ts'

/**
 * Replicas that break down and are repaired by themselves, each on its own, whether or not it is busy (White and Christie 1958,
 * where work is kept). What is broken is kept beside the faults of the scenario, so that either may end first.
 */
export function scheduleBreakdowns(w: World): void {
  w.model.serving.breakdowns.forEach((breakdowns, component) => {
    if (!breakdowns) return
    const first = w.model.components.firstReplica[component]
    for (let r = 0; r < w.model.components.mostReplicas[component]; r++) scheduleBreakdown(w, component, first + r)
  })
}

export function breakDown(w: World, component: number, replica: number): void {
  const breakdowns = w.model.serving.breakdowns[component]
  if (!breakdowns) return
  w.replicas.broken[replica] |= breakdowns.kind === 'kill' ? DOWN : PAUSED
  w.queue.push(draw(w, component, breakdowns.forMs), REPAIRED, component, replica)
  applyToComponent(w, component)
}

/** A replica serves again after a breakdown. */
export function repair(w: World, component: number, replica: number): void {
  w.replicas.broken[replica] &= ~(DOWN | PAUSED)
  applyToComponent(w, component)
  scheduleBreakdown(w, component, replica)
}

function scheduleBreakdown(w: World, component: number, replica: number): void {
  const breakdowns = w.model.serving.breakdowns[component]
  if (breakdowns) w.queue.push(draw(w, component, breakdowns.everyMs), BREAKS, component, replica)
}

function draw(w: World, component: number, meanMs: number): number {
  const constant = w.model.serving.breakdowns[component]?.constant ?? false
  return constant ? meanMs : meanMs * exponential(w.chance, streamOf(component, BREAKDOWNS))
}
