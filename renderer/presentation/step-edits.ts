import { addStep, changeStep, moveStep, removeStep } from '../../app/design/presentation.ts'
import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { t } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import { type Seen, seeNow } from './current-view.ts'
import { chooseStep, presentationStore } from './presentation-store.ts'

/** What a person can do to the steps of the presentation. Each is one undo step. */

/** Adds a step of what is seen now behind the chosen one. */
export function addStepFromView(): void {
  const steps = designStore.getState().design.presentation ?? []
  const at = Math.min(presentationStore.getState().chosen + 1, steps.length)
  const step = { name: `Step ${steps.length + 1}`, ...definedOf(seeNow()) }
  edit(t('Add a step'), (design) => addStep(design, step, at))
  chooseStep(at)
}

/** Lets a step show what is seen now; its title and text stay. */
export function retakeStep(index: number): void {
  const seen = seeNow()
  edit(t('Change what a step shows'), (design) => changeStep(design, index, { ...seen }))
}

export function writeStep(index: number, change: Partial<Pick<PresentationStep, 'name' | 'text'>>): void {
  edit(t('Write a step'), (design) => changeStep(design, index, { ...change, ...(change.text === '' ? { text: undefined } : {}) }))
}

/** Shows the figures of a scenario, of steady traffic (null) or none, as a whole or at a moment. */
export function setMoment(index: number, scenario: string | null | undefined, at: string | undefined): void {
  const shown = {
    scenario: scenario ?? undefined,
    steady: scenario === null ? true : undefined,
    at: scenario === undefined ? undefined : at,
  }
  edit(t('Change the moment of a step'), (design) => changeStep(design, index, shown))
}

export function shiftStep(index: number, by: 1 | -1): void {
  const count = designStore.getState().design.presentation?.length ?? 0
  if (index + by < 0 || index + by >= count) return
  edit(t('Move a step'), (design) => moveStep(design, index, by))
  chooseStep(index + by)
}

export function deleteStep(index: number): void {
  edit(t('Delete a step'), (design) => removeStep(design, index))
  chooseStep(Math.max(0, index - 1))
}

function definedOf(seen: Seen): Partial<PresentationStep> {
  return Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined))
}
