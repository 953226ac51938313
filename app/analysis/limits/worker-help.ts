import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import type { Station } from '../../catalogue/component.ts'
import type { Design } from '../../design/design.ts'
import type { ComponentResult } from '../../run/result.ts'
import { heldFor, type WorkerHolding } from '../worker-holding.ts'
import { countHelp, type Help, parameterOf } from './limit.ts'
import { serversToWait } from './staffing.ts'

/**
 * The number that would give a component enough workers: of its replicas where its workers work, of what each does at once
 * where they wait for others, since a waiting worker costs little. Empty where its kind has no such number.
 */
export function workerHelp(design: Design, id: string, holding: WorkerHolding, figures: ComponentResult): { help?: Help } {
  const station = behaviourAt(design, id) as Station
  const waits = heldFor(holding) !== undefined
  const name = parameterOf(design, id, waits ? ['concurrency', 'connections', 'replicas'] : ['replicas', 'connections', 'concurrency'])
  if (name === undefined) return {}
  const needed = serversToWait(offeredWorkers(holding.workers, figures))
  const { replicas, concurrency } = station
  const path = ['components', id, name]
  const unit = name === 'replicas' ? 'replicas' : name === 'connections' ? 'connections' : 'workers a replica'
  const [from, to] = name === 'replicas' ? [replicas, needed / concurrency] : [concurrency, needed / Math.max(1, replicas)]
  return { help: countHelp(path, from, to, unit) }
}

/** How many workers would be busy if nobody were turned away or left waiting: those that are, for all that come. */
export function offeredWorkers(workers: number, figures: ComponentResult): number {
  const { utilisation, throughput, rejected = 0, abandoned = 0 } = figures
  const served = throughput - rejected - abandoned
  // What still waits at the end has come too; a queue that grows says at least that all are busy.
  const come = served > 0 ? throughput / served : 2
  return utilisation * workers * come * (figures.waiting.mean === null && figures.queue.mean > 1 ? 1.3 : 1)
}
