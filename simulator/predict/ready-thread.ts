import { Worker } from 'node:worker_threads'

/**
 * A thread that stands ready for the next piece of work, so that nobody waits for its start or for its code to be compiled again.
 * It does not keep the program alive. Work that overlaps gets threads of its own.
 */
export class ReadyThread {
  readonly #workerPath: string
  readonly #data: unknown
  #ready: Worker | undefined

  /** `workerPath` is the worker's file or bundle; `data` is told to each thread when it starts. */
  constructor(workerPath: string, data?: unknown) {
    this.#workerPath = workerPath
    this.#data = data
  }

  /** Starts the thread before anybody needs it. */
  prepare(): void {
    if (this.#ready === undefined) this.#keep(this.#start())
  }

  /** The caller listens to the thread from now on, and gives it back or ends it. */
  take(): Worker {
    const worker = this.#ready ?? this.#start()
    this.#ready = undefined
    worker.ref()
    worker.off('error', ignore).off('exit', this.#forget)
    return worker
  }

  giveBack(worker: Worker): void {
    if (this.#ready === undefined) this.#keep(worker)
    else void worker.terminate()
  }

  /** Ends the thread that stands ready; those that work end with their work. */
  async close(): Promise<void> {
    await this.#ready?.terminate()
  }

  #start(): Worker {
    // It inherits no flags of the program.
    return new Worker(this.#workerPath, { execArgv: [], workerData: this.#data })
  }

  #keep(worker: Worker): void {
    this.#ready = worker
    worker.unref()
    // A thread that ends while nobody waits for it is nobody's loss: the next piece of work starts another.
    worker.on('error', ignore).once('exit', this.#forget)
  }

  readonly #forget = () => {
    this.#ready = undefined
  }
}

function ignore(): void {}
