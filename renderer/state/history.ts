import type { FileIdentity } from './file-identity.ts'

/**
 * Undo and redo. A step keeps the whole text of the design before and after; texts are small and shared between steps, and a
 * whole text brings back comments and order exactly.
 */
export interface History {
  undo: Step[]
  redo: Step[]
}

interface Step {
  /** What was done, as the menu says it: `Move Orders`. */
  label: string
  before: string
  after: string
  /** Steps in a row with the same `join` are one step. */
  join?: string | undefined
  /** The file at the step's other end, where it goes from one to another; absent: both texts are of the same. */
  other?: FileIdentity | undefined
}

interface Stepped {
  text: string
  file: FileIdentity
  history: History
}

const limit = 500

export const emptyHistory: History = { undo: [], redo: [] }

/** Adds a step; what had been undone is forgotten. */
export function pushStep(history: History, step: Step): History {
  const last = history.undo.at(-1)
  if (last && step.join !== undefined && last.join === step.join && history.redo.length === 0) {
    return { undo: [...history.undo.slice(0, -1), { ...step, before: last.before }], redo: [] }
  }
  return { undo: [...history.undo, step].slice(-limit), redo: [] }
}

/** The text one step back from this file, whose it is, and the history from there; undefined when there is no step. */
export function stepBack(history: History, file: FileIdentity): Stepped | undefined {
  const step = history.undo.at(-1)
  if (!step) return undefined
  const redo = [...history.redo, seenFrom(step, file)]
  return { text: step.before, file: step.other ?? file, history: { undo: history.undo.slice(0, -1), redo } }
}

/** The text one step forward again. */
export function stepForward(history: History, file: FileIdentity): Stepped | undefined {
  const step = history.redo.at(-1)
  if (!step) return undefined
  const undo = [...history.undo, seenFrom(step, file)]
  return { text: step.after, file: step.other ?? file, history: { undo, redo: history.redo.slice(0, -1) } }
}

/** The step as it is from its other end: it leads to the file that is left, as that is now. */
function seenFrom(step: Step, file: FileIdentity): Step {
  return step.other ? { ...step, other: file } : step
}
