import { Worker } from 'node:worker_threads'
import { type Run, RunFailure, type RunRequest } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { EventStream } from './event-stream.ts'
import type { PredictMessage } from './predict-order.ts'

/**
 * Starts a prediction on a thread of its own, so that a window stays responsive. `workerPath` is the worker's file or bundle.
 * Cancelling by the request's signal ends the thread at once.
 */
export function startPredict(request: RunRequest, workerPath: string): Run {
  const { signal, ...order } = request
  const stream = new EventStream()
  const startedAt = performance.now()
  const cancelled: RunEvent = { type: 'failed', message: 'The prediction was cancelled.' }
  if (signal.aborted) {
    stream.push(cancelled)
    return { events: stream, inject: refuse, heal: refuse, finish: () => {} }
  }
  // Faults are part of the scenario, so the thread gets all it needs at once. It inherits no flags of the program.
  const worker = new Worker(workerPath, { execArgv: [] })
  const tell = (message: PredictMessage) => worker.postMessage(message)
  tell({ request: order })
  const stop = () => {
    stream.push(cancelled)
    void worker.terminate()
  }
  signal.addEventListener('abort', stop)
  worker.on('message', (event: RunEvent) => {
    stream.push(event.type === 'result' ? withWallTime(event, startedAt) : event)
    if (stream.ended) void worker.terminate()
  })
  worker.on('error', (error: Error) => {
    stream.push({
      type: 'failed',
      message: `The prediction broke off: ${error.message}. This is a mistake in Microcosm; please report it.`,
    })
  })
  worker.on('exit', () => {
    signal.removeEventListener('abort', stop)
    stream.push({ type: 'failed', message: 'The prediction ended without a result. This is a mistake in Microcosm; please report it.' })
  })
  return { events: stream, inject: refuse, heal: refuse, finish: () => tell('finish') }
}

function withWallTime(event: Extract<RunEvent, { type: 'result' }>, startedAt: number): RunEvent {
  return { ...event, result: { ...event.result, wallSeconds: (performance.now() - startedAt) / 1000 } }
}

async function refuse(): Promise<never> {
  throw new RunFailure('A prediction is over before anything could be broken by hand: put the fault into the scenario and predict again.')
}
