import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Answer, Question } from '../../app/analysis/answers.ts'

export type QuestionKind = Question['kind']

/** What an answer is about: the design's behaviour then, and what was played. */
export interface About {
  behaviour: string
  /** null: steady traffic. */
  scenario: string | null
  durationSeconds: number
}

/** What is known of one kind of question: the last answer stays while it is asked again. */
export interface Asked<K extends QuestionKind = QuestionKind> {
  status: 'idle' | 'asking' | 'cancelling'
  /** Of the question under way. */
  askId: string | null
  /** 0..1. */
  done: number
  answer: Extract<Answer, { kind: K }> | null
  about: About | null
  /** Why there is no answer, in one sentence. */
  message: string | null
}

export type AnswersState = { [K in QuestionKind]: Asked<K> }

export const notAsked = { status: 'idle', askId: null, done: 0, answer: null, about: null, message: null } as const

const nothing: AnswersState = { capacity: notAsked, remedy: notAsked, sensitivity: notAsked, sweep: notAsked, replications: notAsked }

export const answersStore = createStore<AnswersState>(() => nothing)

export function useAsked<K extends QuestionKind>(kind: K): Asked<K> {
  return useStore(answersStore, (state) => state[kind])
}

export function changeAsked<K extends QuestionKind>(kind: K, change: Partial<Asked<K>>): void {
  answersStore.setState((state) => ({ [kind]: { ...state[kind], ...change } }) as Partial<AnswersState>)
}

export function forgetAsked(): void {
  answersStore.setState(nothing)
}
