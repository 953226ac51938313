import type { FailureCode } from '../../app/bridge/answer.ts'
import type { Work } from './work.ts'

/** What the thread is asked, one thing at a time. */
export interface WorkOrder {
  name: keyof Work
  input: unknown
}

/** How it went: classes do not cross between threads, so a refusal goes as what it is made of. */
export type WorkOutcome =
  | { done: unknown }
  | { refused: { code: FailureCode; message: string; details: unknown } }
  | { failed: { message: string; component: string | undefined } }
  | { broken: { message: string; stack: string | undefined } }
