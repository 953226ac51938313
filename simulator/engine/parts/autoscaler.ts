import type { Autoscale } from '../../../app/catalogue/component.ts'
import { REPLICAS_STARTED, SCALING_LOOK } from '../events/event-kinds.ts'
import { usedLevel, workersOf } from '../measure/overload.ts'
import { applyToComponent } from './faults.ts'
import { desiredReplicas } from './scaling-rule.ts'
import type { World } from './world.ts'

/** What the autoscaler of one component knows. */
export interface ScalerState {
  rule: Autoscale
  wanted: number
  changedAt: number
  /** Changes made so far, and by replica, counted from the component's first, the change that it still starts up for; 0: none. */
  changes: number
  starting: Int32Array
  /** What had added up at the last look. */
  busyBefore: number
  queueBefore: number
  readyBefore: number
  offeredBefore: number
}

export function createScaler(rule: Autoscale, replicas: number, most: number): ScalerState {
  return {
    rule,
    wanted: replicas,
    changedAt: Number.NEGATIVE_INFINITY,
    changes: 0,
    starting: new Int32Array(most),
    busyBefore: 0,
    queueBefore: 0,
    readyBefore: 0,
    offeredBefore: 0,
  }
}

export function scheduleLook(w: World, component: number): void {
  const scaler = w.scalers[component]
  if (scaler) w.queue.push(scaler.rule.intervalMs, SCALING_LOOK, component, 0)
}

/** Compares the metric of the last interval with its target and changes the replicas, unless it is too soon after the last change. */
export function look(w: World, component: number): void {
  const scaler = w.scalers[component]
  if (!scaler) return
  scheduleLook(w, component)
  const { rule, wanted } = scaler
  const now = w.queue.clock[0]
  const total = metricPerReplica(w, component, scaler, now) * w.meter.ready.now(component)
  // While an operator sets the replicas, nobody else does.
  if (w.faults.wanted[component] !== wanted) return
  const desired = desiredReplicas(rule, { wanted, ready: w.meter.ready.now(component), total })
  const pause = desired > wanted ? rule.cooldownMs : rule.downCooldownMs
  if (desired === wanted || now - scaler.changedAt < pause) return
  scaler.changedAt = now
  scale(w, component, scaler, desired)
}

/** The mean over the interval that ends now, which becomes the beginning of the next. */
function metricPerReplica(w: World, component: number, scaler: ScalerState, now: number): number {
  const { meter } = w
  const busy = usedLevel(w, component).area(component, now)
  const queue = meter.queue.area(component, now)
  const ready = meter.ready.area(component, now)
  const offered = meter.offered.soFar(component)
  const replicaMs = ready - scaler.readyBefore
  const gained = {
    utilisation: (busy - scaler.busyBefore) / workersOf(w, component),
    queue: queue - scaler.queueBefore,
    rate: (offered - scaler.offeredBefore) * 1000,
  }
  scaler.busyBefore = busy
  scaler.queueBefore = queue
  scaler.readyBefore = ready
  scaler.offeredBefore = offered
  return replicaMs > 0 ? gained[scaler.rule.metric] / replicaMs : 0
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
