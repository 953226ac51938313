import type { ServiceProgram } from '../../../app/run/program.ts'
import type { Calls } from '../calls/calls.ts'
import type { Journal } from '../control/journal.ts'
import type { Random } from '../measure/random.ts'
import { sampleWork } from '../measure/work-sampler.ts'
import type { TraceContext } from '../tracing/trace-context.ts'
import type { Outcome, Station } from './station.ts'
import { createWorkbench } from './workbench.ts'

/** What faults do to this replica now. */
export interface ReplicaTrouble {
  /** Work times are multiplied by it. */
  factor: number
  /** Share of requests that fail, beside the designed one. */
  errorRate: number
  /** Cores that all requests share, if those are fewer than the designed ones; absent: no fault bounds them. */
  cores?: number
}

export interface Handler {
  strike(trouble: ReplicaTrouble): void
  /** `endpoint`: the one asked for; absent: the one that the journey is named like. `trace`: the request is sampled. */
  handle(journey: string, endpoint?: string, trace?: TraceContext): Promise<Outcome>
}

const why = {
  rejected: 'as many as may be are here',
  limited: 'its rate limit is exceeded',
  'out of patience': 'it waited too long in the queue',
} as const

/** Handles requests as the design says: wait for a worker, work, call others, answer. */
export function createHandler(program: ServiceProgram, station: Station, calls: Calls, journal: Journal, random: Random): Handler {
  const cores = program.serving?.cores ?? Number.POSITIVE_INFINITY
  const workbench = createWorkbench(cores, (used) => station.uses(used))
  let trouble: ReplicaTrouble = { factor: 1, errorRate: 0 }
  return {
    strike: (next) => {
      trouble = next
      workbench.share(Math.min(cores, next.cores ?? Number.POSITIVE_INFINITY))
    },
    handle: async (journey, endpoint = journey, trace) => {
      const isLimited = station.isLimited()
      // Between the last look and its arrival nobody else may come.
      if (!isLimited) for (let wait = station.outside(false); wait; wait = station.outside(true)) await wait
      return station.count(async () => {
        const entered = isLimited ? 'limited' : await station.enter(journey)
        if (entered !== 'taken') {
          journal.failure(`turned a request away: ${why[entered]}`)
          return entered
        }
        let held = true
        const leave = () => {
          if (held) station.leave()
          held = false
        }
        try {
          const work = program.endpoints?.[endpoint] ?? program.work
          await workbench.spend(sampleWork(work, random) * trouble.factor)
          if (random() < program.failureRate || random() < trouble.errorRate) {
            journal.failure('failed a request, as its failure rate or a fault asks')
            return 'failed'
          }
          if (!program.holdsWorker) leave()
          const { failure, degraded } = await calls.make(journey, trace)
          if (failure === null) return degraded ? 'degraded' : 'ok'
          journal.failure(`failed a request: ${failure}`)
          return 'call failed'
        } finally {
          leave()
        }
      })
    },
  }
}
