import type { Run, RunRequest } from '../../app/run/engine.ts'
import { manyPredictions } from './predict-order.ts'
import { ReadyThread } from './ready-thread.ts'
import { predictOn } from './start-predict.ts'

/** Whoever presses Predict waits neither for the start of a thread nor for the engine to be compiled again. */
export class PredictThread {
  readonly #threads: ReadyThread

  constructor(workerPath: string) {
    this.#threads = new ReadyThread(workerPath, manyPredictions)
  }

  /** Starts the thread before anybody needs it. */
  prepare(): void {
    this.#threads.prepare()
  }

  predict(request: RunRequest): Run {
    request.signal.addEventListener('abort', () => this.prepare())
    return predictOn(
      request,
      () => this.#threads.take(),
      (worker) => this.#threads.giveBack(worker),
    )
  }

  /** Ends the thread that stands ready; those that predict end with their prediction. */
  async close(): Promise<void> {
    await this.#threads.close()
  }
}
