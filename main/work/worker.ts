import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../app/bridge/answer.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { workHere } from './work.ts'
import type { WorkOrder, WorkOutcome } from './work-order.ts'

/** The thread on which files are read and made, one piece of work at a time. */
const port = parentPort
if (!port) throw new Error('The worker runs on a thread of its own')
port.on('message', async (order: WorkOrder) => port.postMessage(await outcomeOf(order)))

async function outcomeOf({ name, input }: WorkOrder): Promise<WorkOutcome> {
  try {
    const work = workHere[name] as (input: unknown) => Promise<unknown>
    return { done: await work(input) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, message: error.message, details: error.details } }
    if (error instanceof RunFailure) return { failed: { message: error.message, component: error.component } }
    return {
      broken: error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error), stack: undefined },
    }
  }
}
