import type { Worker } from 'node:worker_threads'
import { Refusal } from '../../app/bridge/answer.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { ReadyThread } from '../../simulator/predict/ready-thread.ts'
import type { Work } from './work.ts'
import type { WorkOrder, WorkOutcome } from './work-order.ts'

/** All the work on a thread that stands ready, so that no file, however large, keeps the program from answering. */
export class WorkThread implements Work {
  readonly #threads: ReadyThread

  /** `workerPath` is the worker's file or bundle. */
  constructor(workerPath: string) {
    this.#threads = new ReadyThread(workerPath)
  }

  readonly soundDesign: Work['soundDesign'] = (text) => this.#ask('soundDesign', text)
  readonly importCompose: Work['importCompose'] = (order) => this.#ask('importCompose', order)
  readonly exportDesign: Work['exportDesign'] = (order) => this.#ask('exportDesign', order)
  readonly makeReport: Work['makeReport'] = (parts) => this.#ask('makeReport', parts)

  /** Starts the thread before anybody needs it. */
  prepare(): void {
    this.#threads.prepare()
  }

  /** Ends the thread that stands ready; one that works ends with its work. */
  async close(): Promise<void> {
    await this.#threads.close()
  }

  async #ask<Name extends keyof Work>(name: Name, input: Parameters<Work[Name]>[0]): Promise<Awaited<ReturnType<Work[Name]>>> {
    const order: WorkOrder = { name, input }
    const first = await this.#outcomeOf(order)
    // A thread that ended while it stood ready is told of only now. The work changes nothing, so another may begin it anew.
    const outcome = 'lost' in first ? await this.#outcomeOf(order) : first
    if ('lost' in outcome) throw outcome.lost
    return resultOf(outcome) as Awaited<ReturnType<Work[Name]>>
  }

  async #outcomeOf(order: WorkOrder): Promise<WorkOutcome | Lost> {
    const worker = this.#threads.take()
    try {
      worker.postMessage(order)
    } catch (error) {
      // What cannot cross to a thread leaves it as it was.
      this.#threads.giveBack(worker)
      throw error
    }
    const outcome = await outcomeFrom(worker)
    if (!('lost' in outcome)) this.#threads.giveBack(worker)
    return outcome
  }
}

/** The thread broke off or ended without an answer: a mistake of ours, told to whoever asked. */
interface Lost {
  lost: Error
}

function outcomeFrom(worker: Worker): Promise<WorkOutcome | Lost> {
  return new Promise((resolve) => {
    const settle = (outcome: WorkOutcome | Lost) => {
      worker.off('message', settle).off('error', fail).off('exit', end)
      resolve(outcome)
    }
    const fail = (lost: Error) => settle({ lost })
    const end = () => settle({ lost: new Error('the thread that reads files ended without an answer') })
    worker.on('message', settle).on('error', fail).on('exit', end)
  })
}

function resultOf(outcome: WorkOutcome): unknown {
  if ('done' in outcome) return outcome.done
  if ('refused' in outcome) throw new Refusal(outcome.refused.code, outcome.refused.message, outcome.refused.details)
  if ('failed' in outcome) throw new RunFailure(outcome.failed.message, outcome.failed.component)
  const mistake = new Error(outcome.broken.message)
  if (outcome.broken.stack !== undefined) mistake.stack = outcome.broken.stack
  throw mistake
}
