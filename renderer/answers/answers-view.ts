import { createStore } from 'zustand/vanilla'

/** What the Answers panel can say, in its order. */
export const answerViews = ['bottleneck', 'time', 'capacity', 'sensitivity', 'sweep', 'retries', 'cost', 'repetitions'] as const
export type AnswerView = (typeof answerViews)[number]

export const answersViewStore = createStore<{ view: AnswerView }>(() => ({ view: 'bottleneck' }))

export function showAnswer(view: AnswerView): void {
  answersViewStore.setState({ view })
}
