import type { Run, RunRequest } from '../../app/run/engine.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { Io } from './command.ts'
import { createProgress } from './progress.ts'

/** Follows a run to its result, showing its progress. Throws a RunFailure when it fails. */
export async function followRun(run: Run, request: RunRequest, io: Io): Promise<Result> {
  const progress = createProgress(io, scenarioOf(request.design, request.scenario, request.durationSeconds).duration)
  try {
    for await (const event of run.events) {
      if (event.type === 'result') return event.result
      if (event.type === 'failed') throw new RunFailure(event.message, event.component)
      progress.show(event)
    }
  } finally {
    progress.clear()
  }
  throw new RunFailure(io.interrupted.aborted ? 'The run was stopped.' : 'The run ended without a result.')
}
