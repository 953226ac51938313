import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { createPredict } from '../engine/predict.ts'
import type { PredictOrder } from './predict-order.ts'

/** The thread on which a prediction runs: it takes one order, says what happens, and ends. */
if (!parentPort) throw new Error('The prediction worker runs on a thread of its own')
void predictOn(parentPort, workerData as PredictOrder)

/** Not at the top level: the bundle for Electron is CommonJS, which cannot wait there. */
async function predictOn(port: MessagePort, order: PredictOrder): Promise<void> {
  const predict = createPredict(() => new Promise((resolve) => setImmediate(resolve)))
  // To cancel, the thread is ended from outside.
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
  const run = predict({ ...order, signal })
  port.on('message', () => run.finish())
  for await (const event of run.events) port.postMessage(event)
  port.close()
}
