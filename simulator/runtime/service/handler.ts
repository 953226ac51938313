import type { ServiceProgram } from '../../../app/run/program.ts'
import type { Calls } from '../calls/calls.ts'
import type { Journal } from '../control/journal.ts'
import type { Random } from '../measure/random.ts'
import { createWaiter } from '../measure/waiter.ts'
import { sampleWork } from '../measure/work-sampler.ts'
import type { Outcome, Station } from './station.ts'

/** What faults do to this replica now. */
export interface ReplicaTrouble {
  /** Work times are multiplied by it. */
  factor: number
  /** Share of requests that fail, beside the designed one. */
  errorRate: number
}

export interface Handler {
  trouble: ReplicaTrouble
  /** `endpoint`: the one asked for; absent: the one that the journey is named like. */
  handle(journey: string, endpoint?: string): Promise<Outcome>
}

/** Handles requests as the design says: wait for a worker, work, call others, answer. */
export function createHandler(program: ServiceProgram, station: Station, calls: Calls, journal: Journal, random: Random): Handler {
  const wait = createWaiter()
  const handler: Handler = {
    trouble: { factor: 1, errorRate: 0 },
    handle: (journey, endpoint = journey) =>
      station.count(async () => {
        if (!(await station.enter())) {
          journal.failure(`turned a request away: ${program.queueLimit} are waiting`)
          return 'rejected'
        }
        let held = true
        const leave = () => {
          if (held) station.leave()
          held = false
        }
        try {
          const work = program.endpoints?.[endpoint] ?? program.work
          await new Promise<void>((done) => wait(sampleWork(work, random) * handler.trouble.factor, done))
          if (random() < program.failureRate || random() < handler.trouble.errorRate) {
            journal.failure('failed a request, as its failure rate or a fault asks')
            return 'failed'
          }
          if (!program.holdsWorker) leave()
          const { failure, degraded } = await calls.make(journey)
          if (failure === null) return degraded ? 'degraded' : 'ok'
          journal.failure(`failed a request: ${failure}`)
          return 'call failed'
        } finally {
          leave()
        }
      }),
  }
  return handler
}
