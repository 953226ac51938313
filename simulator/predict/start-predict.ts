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
  let worker = take()
  let isHeard = false
  let isSecond = false
  let isFinishing = false
  const tell = (message: PredictMessage) => worker.postMessage(message)
  const begin = () => {
    worker.on('message', hear).on('error', fail).on('exit', end)
    tell({ request: order })
    if (isFinishing) tell('finish')
  }
  const letGo = () => {
    signal.removeEventListener('abort', stop)
    leave()
  }
  const leave = () => {
    worker.off('message', hear).off('error', fail).off('exit', end)
  }
  const hear = (event: RunEvent) => {
    isHeard = true
    stream.push(event.type === 'result' ? withWallTime(event, startedAt) : event)
    if (!stream.ended) return
    letGo()
    giveBack(worker)
  }
  /** A thread that said nothing may have ended while it stood ready, which is told only now: another is given the same order. */
  const lose = (message: string) => {
    worker.on('error', ignore)
    if (isHeard || isSecond) {
      letGo()
      stream.push({ type: 'failed', message: `${message} This is a mistake in Microcosm; please report it.` })
    } else {
      isSecond = true
      leave()
      worker = take()
      begin()
    }
  }
  const fail = (error: Error) => lose(`The prediction broke off: ${error.message}.`)
  const end = () => lose('The prediction ended without a result.')
  const stop = () => {
    letGo()
    // What breaks off while it is being ended is nobody's any more.
    worker.on('error', ignore)
    stream.push(cancelled)
    void worker.terminate()
  }
  signal.addEventListener('abort', stop)
  begin()
  return {
    events: stream,
    inject: refuse,
    heal: refuse,
    finish: () => {
      isFinishing = true
      if (!stream.ended) tell('finish')
    },
  }
}

function ignore(): void {}

function withWallTime(event: Extract<RunEvent, { type: 'result' }>, startedAt: number): RunEvent {
  return { ...event, result: { ...event.result, wallSeconds: (performance.now() - startedAt) / 1000 } }
}

async function refuse(): Promise<never> {
  throw new RunFailure('A prediction is over before anything could be broken by hand: put the fault into the scenario and predict again.')
}
