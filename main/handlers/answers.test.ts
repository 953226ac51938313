import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { answerSchema, type Question } from '../../app/analysis/answers.ts'
import { workHere } from '../work/work.ts'
import { type AnswerAccess, ask, cancelAnswer } from './answers.ts'

const text = `microcosm: 1
components:
  people: { kind: traffic, rate: 50 }
  shop: { kind: service, concurrency: 1, work: { time: 5ms } }
connections:
  - { from: people, to: shop, protocol: http }
scenarios:
  day: { duration: 30s, objectives: [{ metric: p99, below: 100ms }] }
`
const workerPath = resolve(import.meta.dirname, '../../simulator/predict/worker.ts')
const accessOf = (onProgress: AnswerAccess['send'] = () => {}): AnswerAccess => ({
  workerPath,
  send: onProgress,
  asked: new Map(),
  work: workHere,
})
const asking = (question: Question) => ({ askId: 'a', text, path: null, scenario: 'day', seed: 1, question })

test.each<Question>([
  { kind: 'capacity' },
  { kind: 'sensitivity' },
  { kind: 'sweep', path: 'components.shop.concurrency', values: [1, 2] },
  { kind: 'replications', count: 2 },
])('$kind is answered as the page expects it, with its progress', async (question) => {
  const told: unknown[] = []
  const answer = await ask(
    asking(question),
    accessOf((name, payload) => told.push({ name, ...payload })),
  )
  expect(answer.kind).toBe(question.kind)
  expect(answerSchema.safeParse(answer).error).toBeUndefined()
  expect(told.at(-1)).toMatchObject({ name: 'answers.progress', askId: 'a' })
})

test('cancelling ends it with a sentence, and another can be asked under the same id', async () => {
  const access = accessOf()
  const long = { ...asking({ kind: 'replications', count: 100 }), text: text.replace('duration: 30s', 'duration: 20000s') }
  const answer = ask(long, access)
  await cancelAnswer({ askId: 'a' }, access)
  await expect(answer).rejects.toThrow('The prediction was cancelled.')
  expect(access.asked.size).toBe(0)
})

test.each([
  [{ kind: 'sweep', path: 'components.shop.speed', values: [1] }, 'There is no parameter components.shop.speed'],
  [{ kind: 'sweep', path: 'components.shop.concurrency', values: [0] }, 'components.shop.concurrency cannot be 0'],
] as [Question, string][])('what cannot be answered is refused in a sentence', async (question, message) => {
  await expect(ask(asking(question), accessOf())).rejects.toThrow(message)
})
