import { behaviourOf } from '../catalogue/behaviour-of.ts'
import type { Station } from '../catalogue/component.ts'
import { type Connection, connectionId, type Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { offeredLoad } from './capacity.ts'

/** What the workers of one component are held for. */
export interface WorkerHolding {
  workers: number
  /** Share of the time for which a worker is held that it spends waiting for calls, 0..1. */
  waitingForCalls: number
  /** The callee it waits for longest, and that callee's share of the held time. */
  longest: { component: string; share: number } | null
}

/**
 * Divides the time that workers are held into own work and waiting for each callee, from a result's throughputs and mean
 * latencies. Calls made side by side are counted in full each, so their shares are upper bounds. null where the component has
 * no workers or nothing was measured.
 */
export function workerHolding(design: Design, result: Pick<Result, 'components' | 'connections'>, id: string): WorkerHolding | null {
  const component = design.components[id]
  const figures = result.components[id]
  const behaviour = behaviourOf(component)
  if (!behaviour || !figures || behaviour.model === 'source') return null
  const workers = behaviour.model === 'station' ? workersOf(behaviour, figures.replicas.mean) : behaviour.concurrency
  if (behaviour.model !== 'station' || !behaviour.holdsWorker) return { workers, waitingForCalls: 0, longest: null }
  const waits = (design.connections ?? [])
    .filter((connection) => connection.from === id)
    .map((connection) => ({ component: connection.to, busy: busyWaiting(connection, result) }))
    .sort((a, b) => b.busy - a.busy)
  const all = waits.reduce((sum, { busy }) => sum + busy, 0)
  // Where callees have no steady latency, what is not own work must be waiting.
  const own = (figures.throughput * ownWorkMs(design, id, behaviour)) / 1000
  const held = figures.utilisation * workers
  const total = Math.max(held, own + all)
  if (total <= 0) return { workers, waitingForCalls: 0, longest: null }
  const [first] = waits
  return {
    workers,
    waitingForCalls: Math.min(1, Math.max(0, total - own) / total),
    longest: first && first.busy > 0 ? { component: first.component, share: Math.min(1, first.busy / total) } : null,
  }
}

/** Mean work of a request; of a component with endpoints, as the design mixes them. */
function ownWorkMs(design: Design, id: string, behaviour: Station): number {
  if (!behaviour.endpoints) return behaviour.work.meanMs
  return offeredLoad(design).components[id]?.workMs || behaviour.work.meanMs
}

/** More of the held time than this spent waiting for calls, and the workers are busy with those. */
const mostlyWaiting = 0.5

/** The callee that the workers mostly wait for; undefined where they mostly work. */
export function heldFor({ longest, waitingForCalls }: WorkerHolding): WorkerHolding['longest'] | undefined {
  return longest && waitingForCalls > mostlyWaiting ? longest : undefined
}

/** Of replicas that come and go, those of the mean number that was there. */
function workersOf({ replicas, concurrency, autoscale, instances }: Station, present: number): number {
  if (instances) return Math.max(1, Math.round(present)) * instances.perInstance
  return (autoscale ? Math.max(1, Math.round(present)) : replicas) * concurrency
}

/** Mean number of calls in flight along a connection (Little's law). */
function busyWaiting(connection: Connection, result: Pick<Result, 'connections'>): number {
  const figures = result.connections[connectionId(connection)]
  return figures?.latency.mean ? (figures.throughput * (1 - figures.errorRate) * figures.latency.mean) / 1000 : 0
}
