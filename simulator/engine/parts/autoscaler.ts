import type { Autoscale } from '../../../app/catalogue/component.ts'
import { decide } from '../../../app/run/autoscaling/decide.ts'
import { createMemory, type ScalingMemory } from '../../../app/run/autoscaling/memory.ts'
import { REPLICAS_STARTED, SCALING_LOOK } from '../events/event-kinds.ts'
import { usedLevel, workersOf } from '../measure/overload.ts'
import { BROKER } from '../model/model.ts'
import { applyToComponent } from './faults.ts'
import type { World } from './world.ts'

/** What the autoscaler of one component knows. */
export interface ScalerState {
  rule: Autoscale
  wanted: number
  memory: ScalingMemory
  /** Changes made so far, and by replica, counted from the component's first, the change that it still starts up for; 0: none. */
  changes: number
  starting: Int32Array
  /** What had added up until the last look, of each metric x milliseconds. */
  soFar: Record<Exclude<Autoscale['metric'], 'backlog'>, number>
}

export function createScaler(rule: Autoscale, replicas: number, most: number): ScalerState {
  return {
    rule,
    wanted: replicas,
    memory: createMemory(replicas, 0),
    changes: 0,
    starting: new Int32Array(most),
    soFar: { utilisation: 0, queue: 0, rate: 0 },
  }
}

export function scheduleLook(w: World, component: number): void {
  const scaler = w.scalers[component]
  if (scaler) w.queue.push(scaler.rule.intervalMs, SCALING_LOOK, component, 0)
}

/** Shows the controller the metric of the last interval, and changes the replicas to what it wants. */
export function look(w: World, component: number): void {
  const scaler = w.scalers[component]
  if (!scaler) return
  scheduleLook(w, component)
  const { rule, wanted, memory } = scaler
  const now = w.queue.clock[0]
  const ready = w.meter.ready.now(component)
  const total = totalOf(w, component, scaler, now)
  // While an operator sets the replicas, nobody else does.
  if (w.faults.wanted[component] !== wanted) return
  const decision = decide(rule, memory, { wanted, ready, total }, now)
  scaler.memory = decision.memory
  if (decision.replicas !== wanted) scale(w, component, scaler, decision.replicas)
}

/** The metric over all replicas, as its mean over the interval that ends now; a backlog as it is now. */
function totalOf(w: World, component: number, scaler: ScalerState, now: number): number {
  const { meter } = w
  const { metric, intervalMs } = scaler.rule
  if (metric === 'backlog') return backlogOf(w, component)
  const { soFar } = scaler
  scaler.soFar = {
    utilisation: usedLevel(w, component).area(component, now) / reservedOf(w, component, scaler.rule),
    queue: meter.queue.area(component, now),
    rate: meter.offered.soFar(component) * 1000,
  }
  return (scaler.soFar[metric] - soFar[metric]) / intervalMs
}

/** What of one replica counts as all of it, in the unit of its used level. */
function reservedOf(w: World, component: number, { reserved }: Autoscale): number {
  if (reserved === null) return workersOf(w, component)
  return w.model.serving.countsCores[component] === 1 ? 1000 * reserved : reserved
}

/** Messages that wait for the component at its brokers, and those it has not finished, as queues and consumer lags are read. */
function backlogOf(w: World, component: number): number {
  const { connections, components } = w.model
  let messages = 0
  const seen = new Set<object>()
  for (let k = 0; k < connections.ids.length; k++) {
    if (connections.to[k] !== component || components.model[connections.from[k]] !== BROKER) continue
    const backlog = w.backlogs[k]
    // Consumers that share a queue have one backlog.
    if (backlog && !seen.has(backlog)) messages += backlog.length
    if (backlog) seen.add(backlog)
    for (const unfinished of w.replicas.unacknowledged[k]) messages += unfinished
  }
  return messages
}

/** New replicas start up; those taken away, the last ones, finish what they have. */
function scale(w: World, component: number, scaler: ScalerState, desired: number): void {
  const { wanted, rule, starting } = scaler
  const change = ++scaler.changes
  scaler.wanted = desired
  if (desired < wanted) starting.fill(0, desired, wanted)
  else if (rule.startupMs > 0) {
    starting.fill(change, wanted, desired)
    w.queue.push(rule.startupMs, REPLICAS_STARTED, component, change)
  }
  applyToComponent(w, component)
}

/** The replicas of a change have started up, as far as they are still wanted. */
export function replicasStarted(w: World, component: number, change: number): void {
  const starting = w.scalers[component]?.starting
  if (!starting) return
  starting.forEach((since, r) => {
    if (since === change) starting[r] = 0
  })
  applyToComponent(w, component)
}
