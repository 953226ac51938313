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
  return predictOn(
    request,
    // It inherits no flags of the program.
    () => new Worker(workerPath, { execArgv: [] }),
    (worker) => void worker.terminate(),
  )
}

/** Predicts on a thread that is given, and gives it back once it is free; one that was cancelled or broke off is ended, not given back. */
export function predictOn(request: RunRequest, take: () => Worker, giveBack: (worker: Worker) => void): Run {
  const { signal, ...order } = request
  const stream = new EventStream()
  const startedAt = performance.now()
  const cancelled: RunEvent = { type: 'failed', message: 'The prediction was cancelled.' }
  if (signal.aborted) {
    stream.push(cancelled)
    return { events: stream, inject: refuse, heal: refuse, finish: () => {} }
  }
  // Faults are part of the scenario, so the thread gets all it needs at once.
  const worker = take()
  const tell = (message: PredictMessage) => worker.postMessage(message)
  const letGo = () => {
    signal.removeEventListener('abort', stop)
    worker.off('message', hear).off('error', fail).off('exit', end)
  }
  const hear = (event: RunEvent) => {
    stream.push(event.type === 'result' ? withWallTime(event, startedAt) : event)
    if (!stream.ended) return
    letGo()
    giveBack(worker)
  }
  const fail = (error: Error) => {
    stream.push({
      type: 'failed',
      message: `The prediction broke off: ${error.message}. This is a mistake in Microcosm; please report it.`,
    })
  }
  const end = () => {
    letGo()
    stream.push({ type: 'failed', message: 'The prediction ended without a result. This is a mistake in Microcosm; please report it.' })
  }
  const stop = () => {
    letGo()
    stream.push(cancelled)
    void worker.terminate()
  }
  signal.addEventListener('abort', stop)
  worker.on('message', hear).on('error', fail).on('exit', end)
  tell({ request: order })
  return {
    events: stream,
    inject: refuse,
    heal: refuse,
    finish: () => {
      if (!stream.ended) tell('finish')
    },
  }
}

function withWallTime(event: Extract<RunEvent, { type: 'result' }>, startedAt: number): RunEvent {
  return { ...event, result: { ...event.result, wallSeconds: (performance.now() - startedAt) / 1000 } }
}

async function refuse(): Promise<never> {
  throw new RunFailure('A prediction is over before anything could be broken by hand: put the fault into the scenario and predict again.')
}
