import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { isDuration, toSeconds } from '../../app/design/quantities.ts'
import { behaviourKey } from '../run/behaviour-key.ts'
import { scrubTo } from '../run/player.ts'
import { startPredict } from '../run/run-actions.ts'
import { type EngineRun, isActive } from '../run/run-state.ts'
import { changeRun, forgetRuns, movePlayhead, putFirst, runStore } from '../run/run-store.ts'
import { choosePrecision, chooseScenario } from '../run/scenario-choice.ts'
import { designStore } from '../state/design-store.ts'
import { presentationStore } from './presentation-store.ts'

/** The figures of the steps that are presented: each scenario is predicted once, when the first step shows it. */

const known = new Map<string, Promise<EngineRun>>()
/** The step that was asked for last: an answer for another one comes too late. */
let asked: PresentationStep | undefined

export function forgetFigures(): void {
  known.clear()
  asked = undefined
}

/** Shows the moment of a step. A run on Docker that goes on stays as it is, and is what every step shows. */
export async function showFigures(step: PresentationStep): Promise<void> {
  asked = step
  presentationStore.setState({ figures: 'shown' })
  if (isActive(runStore.getState().runs.live)) return
  const { design } = designStore.getState()
  const { at } = step
  const scenario = step.scenario ?? (step.steady ? null : undefined)
  if (scenario === undefined || (scenario !== null && !Object.hasOwn(design.scenarios ?? {}, scenario))) return forgetRuns()
  chooseScenario(scenario)
  const key = behaviourKey(design, scenario)
  const coming = known.get(key) ?? predicted(key)
  known.set(key, coming)
  presentationStore.setState({ figures: 'coming' })
  const run = await coming
  if (run.status !== 'done') known.delete(key)
  if (asked !== step) return
  if (run.status !== 'done') return presentationStore.setState({ figures: { message: run.message ?? '' } })
  changeRun('predict', () => run)
  putFirst('predict')
  presentationStore.setState({ figures: 'shown' })
  if (at !== undefined && isDuration(at)) scrubTo(toSeconds(at))
  else movePlayhead(null)
}

/** The prediction that is there already, or a new one when it is done. */
async function predicted(key: string): Promise<EngineRun> {
  const { predict } = runStore.getState().runs
  if (predict.status === 'done' && predict.behaviour === key) return predict
  // A moment is one run's; more of them would only be waited for.
  choosePrecision(null)
  await startPredict()
  return new Promise((resolve) => {
    const settle = () => {
      const run = runStore.getState().runs.predict
      if (isActive(run)) return
      stop()
      resolve(run)
    }
    const stop = runStore.subscribe(settle)
    settle()
  })
}
