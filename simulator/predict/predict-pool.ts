import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Counts } from '../../app/analysis/statistics/assess.ts'
import { RunFailure, type RunRequest, type StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { type CountedEvent, manyPredictions, type PredictMessage } from './predict-order.ts'

const mostWorkers = 8

export type PredictRequest = Omit<RunRequest, 'signal'>
/** A result, and what was counted for it. */
export interface CountedResult {
  result: Result
  counts: Counts
}
/** How many predictions are done, those under way in part, and of how many. */
export type OnProgress = (done: number, total: number) => void

/**
 * Runs many predictions side by side, each on a thread: replications, sweeps, searches. Threads are kept between predictions,
 * since starting one takes longer than a short prediction. Results come in the order of the requests and are the same whatever
 * the number of threads.
 */
export class PredictPool {
  readonly size: number
  readonly #workerPath: string
  readonly #idle: Worker[] = []
  readonly #workers = new Set<Worker>()

  constructor(workerPath: string, size = Math.min(mostWorkers, availableParallelism())) {
    this.#workerPath = workerPath
    this.size = size
  }

  /** Rejects with a RunFailure as soon as one prediction fails or `signal` aborts; the others then end at once. */
  async predictAll(requests: PredictRequest[], signal: StopSignal, onProgress: OnProgress = () => {}): Promise<Result[]> {
    return (await this.#all(requests, signal, onProgress, false)).map(({ result }) => result)
  }

  /** The same, with what was counted for each result. */
  async countAll(requests: PredictRequest[], signal: StopSignal, onProgress: OnProgress = () => {}): Promise<CountedResult[]> {
    return (await this.#all(requests, signal, onProgress, true)) as CountedResult[]
  }

  async #all(requests: PredictRequest[], signal: StopSignal, onProgress: OnProgress, counts: boolean): Promise<Found[]> {
    const results: Found[] = new Array(requests.length)
    const parts = new Float64Array(requests.length)
    const stop = new AbortController()
    const forward = () => stop.abort()
    signal.addEventListener('abort', forward)
    if (signal.aborted) stop.abort()
    let next = 0
    const workThrough = async () => {
      for (let index = next++; index < requests.length; index = next++) {
        const request = requests[index] as PredictRequest
        results[index] = await this.#predict(request, counts, stop.signal, (part) => {
          parts[index] = part
          onProgress(
            parts.reduce((sum, one) => sum + one, 0),
            requests.length,
          )
        })
      }
    }
    try {
      await Promise.all(Array.from({ length: Math.min(this.size, requests.length) }, workThrough))
      return results
    } catch (error) {
      stop.abort()
      throw error
    } finally {
      signal.removeEventListener('abort', forward)
    }
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => this.#end(worker)))
  }

  async #predict(request: PredictRequest, counts: boolean, signal: StopSignal, onPart: (part: number) => void): Promise<Found> {
    const idle = this.#idle.pop()
    if (!idle) return this.#predictOn(this.#start(), request, counts, signal, onPart)
    let isHeard = false
    const hear = (part: number) => {
      isHeard = true
      onPart(part)
    }
    return this.#predictOn(idle, request, counts, signal, hear).catch((error: unknown) => {
      // A thread that said nothing may have ended while it stood idle, which is told only now.
      if (isHeard || error instanceof RunFailure) throw error
      return this.#predictOn(this.#start(), request, counts, signal, onPart)
    })
  }

  #predictOn(worker: Worker, request: PredictRequest, counts: boolean, signal: StopSignal, onPart: (part: number) => void): Promise<Found> {
    if (signal.aborted) {
      void this.#end(worker)
      return Promise.reject(new RunFailure(cancelled))
    }
    return new Promise<Found>((resolve, reject) => {
      const settle = (then: () => void) => {
        signal.removeEventListener('abort', cancel)
        worker.off('message', hear).off('error', fail).off('exit', end)
        then()
      }
      const cancel = () => {
        void this.#end(worker)
        settle(() => reject(new RunFailure(cancelled)))
      }
      const fail = (error: Error) => {
        void this.#end(worker)
        settle(() => reject(error))
      }
      const end = () => fail(new Error('The prediction ended without a result'))
      const hear = (event: CountedEvent) => {
        if (event.type === 'progress' && event.done !== undefined && event.total) onPart(event.done / event.total)
        if (event.type !== 'result' && event.type !== 'failed') return
        this.#idle.push(worker)
        if (event.type === 'failed') settle(() => reject(new RunFailure(event.message, event.component)))
        else {
          onPart(1)
          settle(() => resolve({ result: event.result, ...(event.counts ? { counts: event.counts } : {}) }))
        }
      }
      signal.addEventListener('abort', cancel)
      worker.on('message', hear).on('error', fail).on('exit', end)
      const message: PredictMessage = { request, only: 'progress', counts }
      worker.postMessage(message)
    })
  }

  #start(): Worker {
    // It inherits no flags of the program.
    const worker = new Worker(this.#workerPath, { execArgv: [], workerData: manyPredictions })
    this.#workers.add(worker)
    // A thread that ends while nobody waits for it is nobody's loss.
    worker.on('error', ignore).once('exit', () => this.#forget(worker))
    return worker
  }

  async #end(worker: Worker): Promise<void> {
    this.#forget(worker)
    await worker.terminate()
  }

  #forget(worker: Worker): void {
    this.#workers.delete(worker)
    const place = this.#idle.indexOf(worker)
    if (place >= 0) this.#idle.splice(place, 1)
  }
}

interface Found {
  result: Result
  counts?: Counts
}

const cancelled = 'The prediction was cancelled.'

function ignore(): void {}
