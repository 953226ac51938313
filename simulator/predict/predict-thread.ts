import { Worker } from 'node:worker_threads'
import type { Run, RunRequest } from '../../app/run/engine.ts'
import { manyPredictions } from './predict-order.ts'
import { predictOn } from './start-predict.ts'

/**
 * A thread that stands ready for the next prediction, so that whoever presses Predict waits neither for its start nor for the
 * engine to be compiled again. It does not keep the program alive. Predictions that overlap get threads of their own.
 */
export class PredictThread {
  readonly #workerPath: string
  #ready: Worker | undefined

  constructor(workerPath: string) {
    this.#workerPath = workerPath
  }

  /** Starts the thread before anybody needs it. */
  prepare(): void {
    if (this.#ready === undefined) this.#keep(this.#start())
  }

  predict(request: RunRequest): Run {
    request.signal.addEventListener('abort', () => this.prepare())
    return predictOn(
      request,
      () => this.#take(),
      (worker) => {
        if (this.#ready === undefined) this.#keep(worker)
        else void worker.terminate()
      },
    )
  }

  /** Ends the thread that stands ready; those that predict end with their prediction. */
  async close(): Promise<void> {
    await this.#ready?.terminate()
  }

  #start(): Worker {
    // It inherits no flags of the program.
    return new Worker(this.#workerPath, { execArgv: [], workerData: manyPredictions })
  }

  #keep(worker: Worker): void {
    this.#ready = worker
    worker.unref()
    // A thread that ends while nobody waits for it is nobody's loss: the next prediction starts another.
    worker.on('error', ignore).once('exit', this.#forget)
  }

  #take(): Worker {
    const worker = this.#ready ?? this.#start()
    this.#ready = undefined
    worker.ref()
    worker.off('error', ignore).off('exit', this.#forget)
    return worker
  }

  readonly #forget = () => {
    this.#ready = undefined
  }
}

function ignore(): void {}
