import type { ComponentResult, ConnectionResult } from '../../../app/run/result.ts'
import { BULKHEAD, LIMITS_RATE, POOL } from '../model/call-table.ts'
import { BROKER } from '../model/model.ts'
import type { World } from '../parts/world.ts'
import type { Counters } from './counters.ts'
import type { Levels } from './levels.ts'
import type { MeasuredWindow } from './window.ts'

/** What each limit of a connection did: only those that it has. */
export function limitsOfConnection(w: World, window: MeasuredWindow, k: number, seconds: number): Partial<ConnectionResult> {
  const { model, breakers } = w
  const { limits } = w.meter
  const now = w.queue.clock[0]
  const features = model.calls.features[k]
  const rate = (counters: Counters) => (seconds > 0 ? counters.total[k] / seconds : 0)
  const level = (levels: Levels) => ({ mean: window.mean(levels, k, now), max: window.max(levels, k) })
  const refusedBy = {
    ...(breakers[k] === null ? {} : { breaker: rate(limits.byBreaker) }),
    ...((features & LIMITS_RATE) === 0 ? {} : { rateLimit: rate(limits.byRate) }),
    ...((features & BULKHEAD) === 0 ? {} : { bulkhead: rate(limits.byBulkhead) }),
    ...((features & POOL) === 0 ? {} : { pool: rate(limits.byPool) }),
  }
  return {
    ...(Object.keys(refusedBy).length === 0 ? {} : { refusedBy }),
    ...(model.connections.timeout[k] < Number.POSITIVE_INFINITY ? { timedOut: rate(limits.timedOut) } : {}),
    ...((features & POOL) === 0 ? {} : { pool: { inUse: level(limits.inPool), waiting: level(limits.poolQueue) } }),
    ...((features & BULKHEAD) === 0 ? {} : { bulkhead: { inUse: level(limits.inBulkhead) } }),
    ...(model.connections.bitsPerMs[k] < Number.POSITIVE_INFINITY ? { link: toLink(w, k, seconds) } : {}),
    ...(model.components.model[model.connections.from[k]] === BROKER ? { unacknowledged: level(limits.unacknowledged) } : {}),
  }
}

/** Shares of the time for which each way was sending, and how many messages waited for it at a time (ms waited each ms). */
function toLink({ meter: { limits } }: World, k: number, seconds: number): NonNullable<ConnectionResult['link']> {
  const share = (counters: Counters, way: number) => (seconds > 0 ? counters.total[2 * k + way] / 1000 / seconds : 0)
  const way = (at: number) => ({ utilisation: Math.min(1, share(limits.sending, at)), waiting: share(limits.linkWaiting, at) })
  return { request: way(0), response: way(1) }
}

/** Why a component turned requests away, and how its primary fared beside its replicas. */
export function limitsOfComponent(w: World, window: MeasuredWindow, c: number, seconds: number): Partial<ComponentResult> {
  const { limits, rejected } = w.meter
  const rate = (count: number) => (seconds > 0 ? count / seconds : 0)
  const total = rejected.total[c]
  const rejectedBy = {
    queueFull: rate(limits.queueFull.total[c]),
    rateLimit: rate(limits.rateExceeded.total[c]),
    noReplica: rate(total - limits.queueFull.total[c] - limits.rateExceeded.total[c]),
  }
  return {
    ...(total > 0 ? { rejectedBy } : {}),
    ...(w.primaries[c] === null ? {} : { roles: toRoles(w, window, c) }),
  }
}

function toRoles(w: World, window: MeasuredWindow, c: number): NonNullable<ComponentResult['roles']> {
  const { meter, queue, model } = w
  const now = queue.clock[0]
  const mean = (levels: Levels) => window.mean(levels, c, now)
  const workers = model.components.workers[c]
  const others = Math.max(0, mean(meter.ready) - 1) * workers
  const share = (busy: number, of: number) => (of > 0 && Number.isFinite(of) ? Math.min(1, Math.max(0, busy) / of) : 0)
  const busy = mean(meter.limits.primaryBusy)
  const waiting = mean(meter.limits.primaryQueue)
  return {
    primary: { utilisation: share(busy, workers), waiting },
    replicas: { utilisation: share(mean(meter.busy) - busy, others), waiting: Math.max(0, mean(meter.queue) - waiting) },
  }
}
