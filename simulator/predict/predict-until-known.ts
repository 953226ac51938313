import type { Run, RunRequest } from '../../app/run/engine.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { EventStream } from './event-stream.ts'
import { PredictPool } from './predict-pool.ts'
import { replicateUntilKnown, wantsReplications } from './replicate.ts'

/**
 * A prediction whose figures are known as well as the request asks for: a steady state by the run itself, which goes on; a scenario in
 * which something happens by repeating it on all cores, after the first run has given its picture.
 */
export function predictUntilKnown(request: RunRequest, start: (request: RunRequest) => Run, workerPath: string): Run {
  if (!wantsReplications(request)) return start(request)
  const run = start(request)
  const stream = new EventStream()
  const stop = new AbortController()
  request.signal.addEventListener('abort', () => stop.abort())
  void follow(run, request, stream, stop, workerPath)
  return {
    ...run,
    events: stream,
    finish: () => {
      run.finish()
      stop.abort()
    },
  }
}

async function follow(run: Run, request: RunRequest, stream: EventStream, stop: AbortController, workerPath: string): Promise<void> {
  for await (const event of run.events) {
    if (event.type !== 'result' || stop.signal.aborted) stream.push(event)
    else stream.push(await repeated(request, event.result, stream, stop, workerPath))
  }
}

/** The first run's result stands where the repetitions are broken off. */
async function repeated(
  { signal, ...request }: RunRequest,
  first: Result,
  stream: EventStream,
  stop: AbortController,
  workerPath: string,
): Promise<RunEvent> {
  const pool = new PredictPool(workerPath)
  try {
    const result = await replicateUntilKnown(pool, request, undefined, stop.signal, (done, total) =>
      stream.push({ type: 'progress', phase: 'repeat', message: `Repetition ${Math.ceil(done)} of ${total}`, done, total }),
    )
    return { type: 'result', result: { ...result, wallSeconds: first.wallSeconds + result.wallSeconds } }
  } catch (error) {
    if (error instanceof RunFailure) return { type: 'result', result: first }
    const reason = error instanceof Error ? error.message : String(error)
    return { type: 'failed', message: `The prediction broke off: ${reason}. This is a mistake in Microcosm; please report it.` }
  } finally {
    await pool.close()
  }
}
