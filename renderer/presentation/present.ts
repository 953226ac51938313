import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { canvasView } from '../canvas/viewport.ts'
import { pause } from '../run/player.ts'
import { isActive } from '../run/run-state.ts'
import { forgetRuns, runStore } from '../run/run-store.ts'
import { scenarioChoiceStore } from '../run/scenario-choice.ts'
import { type DesignState, designStore } from '../state/design-store.ts'
import { clearSelection } from '../state/selection-store.ts'
import { forgetFigures, showFigures } from './figures.ts'
import { chooseStep, presentationStore } from './presentation-store.ts'

/** Presents the design step by step. What was looked at before comes back at the end, figures included. */

let putBack: (() => void) | undefined

/** Begins with the step that is chosen. */
export function startPresenting(): void {
  const steps = stepsNow()
  if (steps.length === 0 || presentationStore.getState().playing !== null) return
  clearSelection()
  const stopWatching = designStore.subscribe(endWithDesign)
  const restore = keepWindow()
  putBack = () => {
    stopWatching()
    restore()
  }
  goTo(Math.min(presentationStore.getState().chosen, steps.length - 1))
}

/** A file that is dropped, or an edit of another program, may take away what is presented. */
function endWithDesign(now: DesignState, before: DesignState): void {
  const { playing } = presentationStore.getState()
  if (playing === null) return
  if (now.draftId !== before.draftId || now.design.presentation?.[playing] === undefined) stopPresenting()
}

export function stopPresenting(): void {
  if (presentationStore.getState().playing === null) return
  pause()
  presentationStore.setState({ playing: null, figures: 'shown' })
  forgetFigures()
  putBack?.()
  putBack = undefined
}

/** Shows another step; before the first and after the last there is none. */
export function goTo(index: number): void {
  const step = stepsNow()[index]
  if (!step) return
  chooseStep(index)
  presentationStore.setState({ playing: index })
  pause()
  void showFigures(step)
}

export function goBy(by: 1 | -1): void {
  const { playing } = presentationStore.getState()
  if (playing !== null) goTo(playing + by)
}

export function goToLast(): void {
  goTo(stepsNow().length - 1)
}

function stepsNow(): PresentationStep[] {
  return designStore.getState().design.presentation ?? []
}

/** A run that goes on is not put back as it was: it is further by then. */
function keepWindow(): () => void {
  const run = runStore.getState()
  const choice = scenarioChoiceStore.getState()
  const view = canvasView.getState().view?.camera()
  const [isLive, isPredicting] = [isActive(run.runs.live), isActive(run.runs.predict)]
  return () => {
    if (!isLive && isPredicting) forgetRuns()
    else if (!isLive) runStore.setState(run, true)
    scenarioChoiceStore.setState(choice, true)
    if (view) canvasView.getState().view?.moveTo(view)
  }
}
