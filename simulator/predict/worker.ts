import { setFlagsFromString } from 'node:v8'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Counts } from '../../app/analysis/statistics/assess.ts'
import { createPredict } from '../engine/predict.ts'
import { manyPredictions, type PredictMessage, type PredictOrder } from './predict-order.ts'
import { warmUp } from './warm-up.ts'

/** The thread on which predictions run, one at a time: it is given orders, says what happens, and waits for the next. */

// The engine is many short functions that call each other all the time: inlining more of them than V8 usually does makes it a
// quarter faster, but compiling takes longer, which pays only where a thread predicts again and again.
if (workerData === manyPredictions) {
  setFlagsFromString('--max-inlined-bytecode-size=2000')
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=8000')
  setFlagsFromString('--max-inlined-bytecode-size-absolute=30000')
}

if (!parentPort) throw new Error('The prediction worker runs on a thread of its own')
listen(parentPort)

function listen(port: MessagePort): void {
  let counts: Counts | undefined
  const predict = createPredict(
    () => new Promise((resolve) => setImmediate(resolve)),
    (found) => {
      counts = found
    },
  )
  // To cancel, the thread is ended from outside.
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
  let finish = () => {}
  const warming = { ...signal }
  if (workerData === manyPredictions) void warmUp(predict, warming)
  port.on('message', async (message: PredictMessage) => {
    if (message === 'finish') return finish()
    warming.aborted = true
    const run = predict({ ...message.request, signal })
    finish = run.finish
    for await (const event of run.events)
      if (wanted(message, event.type)) port.postMessage(message.counts && event.type === 'result' ? { ...event, counts } : event)
    // Of a large design that is much memory.
    counts = undefined
  })
}

function wanted({ only }: PredictOrder, type: string): boolean {
  return only === undefined || type === 'result' || type === 'failed' || (only === 'progress' && type === 'progress')
}
