import type { Question } from '../../app/analysis/answers.ts'
import { on, request, toMessage } from '../bridge.ts'
import { behaviourKey } from '../run/behaviour-key.ts'
import { changeRun, runStore } from '../run/run-store.ts'
import { currentChoice, currentScenario } from '../run/scenario-choice.ts'
import { designStore } from '../state/design-store.ts'
import { type About, answersStore, changeAsked, forgetAsked, type QuestionKind } from './answers-store.ts'

/** Joins the page to how far answers are. Called once, when the window starts. */
export function listenToAnswers(): () => void {
  return on('answers.progress', ({ askId, done, total }) => {
    const kind = kindOf(askId)
    if (kind && total > 0) changeAsked(kind, { done: Math.min(1, done / total) })
  })
}

/** Asks about the open design under the chosen scenario. What is still being answered of the same kind goes on. */
export async function ask(question: Question): Promise<void> {
  const { kind } = question
  if (answersStore.getState()[kind].status !== 'idle') return
  const askId = crypto.randomUUID()
  const { about, input } = subject(kind)
  changeAsked(kind, { status: 'asking', askId, done: 0, message: null })
  try {
    const answer = await request('answers.ask', { askId, ...input, question })
    // Another design may have been opened meanwhile.
    if (kindOf(askId) !== kind) return
    changeAsked(kind, { status: 'idle', askId: null, answer, about } as Parameters<typeof changeAsked>[1])
    if (answer.kind === 'replications') keepRepeated(answer.result, about)
  } catch (error) {
    if (kindOf(askId) !== kind) return
    const wasCancelled = answersStore.getState()[kind].status === 'cancelling'
    changeAsked(kind, { status: 'idle', askId: null, message: wasCancelled ? null : toMessage(error) })
  }
}

export async function cancel(kind: QuestionKind): Promise<void> {
  const { askId } = answersStore.getState()[kind]
  if (!askId) return
  changeAsked(kind, { status: 'cancelling' })
  await request('answers.cancel', { askId })
}

/** Answers belong to a design that is being left. */
export function leaveAnswers(): void {
  for (const { askId } of Object.values(answersStore.getState())) if (askId) void request('answers.cancel', { askId })
  forgetAsked()
}

/** Whether two answers, or an answer and a run, are about the same behaviour of the same scenario. */
export function isSameSubject(one: About, other: About): boolean {
  return one.behaviour === other.behaviour && one.scenario === other.scenario && one.durationSeconds === other.durationSeconds
}

/** Questions whose predictions go on until they tell. The others make many that are compared as they are. */
const goesOn: QuestionKind[] = ['capacity', 'sensitivity']

/** What is asked about: the design as it is now, with the seed of its prediction so that both have the same chance. */
function subject(kind: QuestionKind) {
  const { design, document, path } = designStore.getState()
  const { name, durationSeconds } = currentScenario(design)
  const about: About = { behaviour: behaviourKey(design, name), scenario: name, durationSeconds }
  const { precision, seed: chosen } = currentChoice()
  const { predict } = runStore.getState().runs
  const seed = (isSameSubject(predict, about) ? predict.result?.seed : undefined) ?? chosen
  const given = {
    ...(name === null ? {} : { scenario: name }),
    seed,
    ...(precision !== null && goesOn.includes(kind) ? { precision } : {}),
  }
  return { about, input: { text: document.text, path, durationSeconds, ...given } }
}

/** A prediction that was repeated is better known: its means and intervals take the place of the one run's figures. */
function keepRepeated(result: NonNullable<ReturnType<typeof runStore.getState>['result']['predict']>, about: About): void {
  changeRun('predict', (run) => (run.status === 'done' && isSameSubject(run, about) ? { ...run, result } : run))
}

function kindOf(askId: string): QuestionKind | undefined {
  const state = answersStore.getState()
  return (Object.keys(state) as QuestionKind[]).find((kind) => state[kind].askId === askId)
}
