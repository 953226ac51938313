import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { toDuration } from '../../app/design/quantities.ts'
import { hasFocus, litNow } from '../canvas/focus-store.ts'
import { canvasView } from '../canvas/viewport.ts'
import { runStore } from '../run/run-store.ts'
import { designStore } from '../state/design-store.ts'

/** What the window shows now, as a step keeps it: undefined takes away what a step said before. */
export interface Seen {
  view: PresentationStep['view'] | undefined
  focus: string[] | undefined
  scenario: string | undefined
  steady: true | undefined
  at: string | undefined
}

/** The part of the drawing in view (all of it where nothing is out of view), what is in focus, and the moment that is shown. */
export function seeNow(): Seen {
  const view = canvasView.getState().view
  return {
    view: view && !view.showsAll() ? rounded(view.visible()) : undefined,
    focus: hasFocus() ? [...(litNow() ?? [])] : undefined,
    ...momentNow(),
  }
}

/** The prediction's scenario, or that it is of steady traffic; its moment, where one is shown and not the whole. */
function momentNow(): Pick<Seen, 'scenario' | 'steady' | 'at'> {
  const { runs, playhead } = runStore.getState()
  const { scenario, result } = runs.predict
  const isKnown = scenario === null || Object.hasOwn(designStore.getState().design.scenarios ?? {}, scenario)
  if (result === null || !isKnown) return { scenario: undefined, steady: undefined, at: undefined }
  const at = playhead === null ? undefined : atText(playhead)
  return scenario === null ? { scenario: undefined, steady: true, at } : { scenario, steady: undefined, at }
}

function atText(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  return tenths === 0 ? '0s' : toDuration(tenths * 100)
}

function rounded({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: Math.round(x), y: Math.round(y), width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
