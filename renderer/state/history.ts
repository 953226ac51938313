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

/** The text one step back, and the history from there; undefined when there is no step. */
export function stepBack(history: History): { text: string; history: History } | undefined {
  const step = history.undo.at(-1)
  if (!step) return undefined
  return { text: step.before, history: { undo: history.undo.slice(0, -1), redo: [...history.redo, step] } }
}

/** The text one step forward again. */
export function stepForward(history: History): { text: string; history: History } | undefined {
  const step = history.redo.at(-1)
  if (!step) return undefined
  return { text: step.after, history: { undo: [...history.undo, step], redo: history.redo.slice(0, -1) } }
}
