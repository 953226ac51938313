import type { Instances } from '../../../app/catalogue/component.ts'
import { createStreams } from '../chance/streams.ts'
import { sampleWork, toWorkSamplers, type WorkSamplers } from '../chance/work-sampler.ts'
import { INSTANCES_IDLE } from '../events/event-kinds.ts'
import { InstancePool } from './instance-pool.ts'
import { TokenBuckets } from './token-buckets.ts'
import { INSTANCE, KEY } from './visits.ts'
import type { World } from './world.ts'

/** The instances of one function. */
export interface FunctionState {
  pool: InstancePool
  coldStart: WorkSamplers
  /** The chance of start-up times. */
  chance: Int32Array
  /** An event is on its way for when the next instance may go. */
  waiting: boolean
  /** How many may be started, as a bucket of one; null: any number. */
  starts: TokenBuckets | null
}

export function createInstances(instances: Instances, seed: number, id: string): FunctionState {
  const { coldStart, keepWarmMs, perInstance, provisioned, starts } = instances
  return {
    pool: new InstancePool(perInstance, provisioned, keepWarmMs),
    coldStart: toWorkSamplers([coldStart]),
    chance: createStreams(seed, [`instances ${id}`]).state,
    waiting: false,
    starts: starts ? new TokenBuckets(Float64Array.of(starts.ratePerSecond / 1000), Float64Array.of(starts.burst)) : null,
  }
}

/** Whether a request that begins now finds a warm instance, or may start one; what that takes of the starts is taken. */
export function mayBegin({ pool, starts }: FunctionState, now: number): boolean {
  return starts === null || pool.hasRoom || starts.take(0, now)
}

/** Finds an instance for a request that begins, and answers how many milliseconds it takes until that has started up. */
export function takeInstance(w: World, visit: number, component: number, state: FunctionState): number {
  const now = w.queue.clock[0]
  const { pool } = state
  let instance = pool.takeWarm()
  if (instance < 0) {
    instance = pool.start(now, sampleWork(state.coldStart, 0, state.chance, 0, w.visits.ints[visit + KEY]))
    w.meter.coldStarts.add(component)
    showInstances(w, component, state)
  }
  w.visits.ints[visit + INSTANCE] = instance
  return pool.startsIn(instance, now)
}

export function returnInstance(w: World, visit: number, component: number, state: FunctionState): void {
  const now = w.queue.clock[0]
  state.pool.giveBack(w.visits.ints[visit + INSTANCE], now)
  expectIdle(w, component, state, now)
}

/** An instance may have been idle for as long as it is kept warm. */
export function retireInstances(w: World, component: number): void {
  const state = w.functions[component]
  if (!state) return
  const now = w.queue.clock[0]
  state.waiting = false
  state.pool.retire(now)
  showInstances(w, component, state)
  expectIdle(w, component, state, now)
}

/** Instances count as the replicas of a function, as long as it is neither stopped nor frozen. */
export function showInstances(w: World, component: number, state: FunctionState): void {
  const serves = w.replicas.status[w.model.components.firstReplica[component]] === 0
  w.meter.ready.set(component, serves ? state.pool.count : 0, w.queue.clock[0])
}

function expectIdle(w: World, component: number, state: FunctionState, now: number): void {
  if (state.waiting || state.pool.nextGone === Number.POSITIVE_INFINITY) return
  state.waiting = true
  // A little later, so that rounding does not find the instance a hair too young.
  w.queue.push(Math.max(0, state.pool.nextGone - now) + 1e-6, INSTANCES_IDLE, component, 0)
}
