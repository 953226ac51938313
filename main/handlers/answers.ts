import { Refusal } from '../../app/bridge/answer.ts'
import type { Send } from '../../app/bridge/events.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { answerQuestion } from '../../simulator/predict/answer-question.ts'
import { PredictPool } from '../../simulator/predict/predict-pool.ts'
import { toRunRequest, usualSeed } from '../run-request.ts'
import type { Work } from '../work/work.ts'

export interface AnswerAccess {
  workerPath: string
  send: Send
  /** Questions under way, by the page's id. */
  asked: Map<string, AbortController>
  work: Work
}

export async function ask(input: Input<'answers.ask'>, { workerPath, send, asked, work }: AnswerAccess): Promise<Output<'answers.ask'>> {
  const { askId, question } = input
  if (asked.has(askId)) throw new Refusal('bad-input', 'This question is being answered already.')
  const abort = new AbortController()
  asked.set(askId, abort)
  const pool = new PredictPool(workerPath)
  try {
    const { request } = await toRunRequest(input, usualSeed, work)
    return await answerQuestion(pool, request, question, abort.signal, (done, total) => send('answers.progress', { askId, done, total }))
  } finally {
    asked.delete(askId)
    await pool.close()
  }
}

/** Cancelling what has been answered is what was wanted. */
export async function cancelAnswer(
  { askId }: Input<'answers.cancel'>,
  { asked }: Pick<AnswerAccess, 'asked'>,
): Promise<Output<'answers.cancel'>> {
  asked.get(askId)?.abort()
  return {}
}
