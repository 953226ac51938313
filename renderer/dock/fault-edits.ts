import { type FaultKind, faultKinds } from '../../app/faults/faults.ts'
import { t, tWord } from '../language/t.ts'
import { addScenario } from '../run/add-scenario.ts'
import { chooseScenario, currentScenario } from '../run/scenario-choice.ts'
import { designStore, edit } from '../state/design-store.ts'
import { showToast } from '../state/toast-store.ts'
import { newDraft, targetsFor, toFault } from './fault-form.ts'
import { addFault, replaceScenario } from './scenario-edits.ts'

/** The kinds of fault that can strike a component, connection or group of the open design. */
export function choicesFor(target: string): { kind: FaultKind; label: string; icon: string }[] {
  const { design } = designStore.getState()
  return faultKinds
    .filter(({ kind }) => targetsFor(kind, design).some(({ id }) => id === target))
    .map(({ kind, label, icon }) => ({ kind, label: tWord(label), icon }))
}

/** The moment of the chosen scenario that is nearest to this one, whole seconds. */
export function withinScenario(seconds: number): number {
  const { durationSeconds } = currentScenario(designStore.getState().design)
  return Math.max(0, Math.min(Math.floor(seconds), Math.ceil(durationSeconds) - 1))
}

/** Writes a fault into the chosen scenario, or into a new one where traffic is steady, as one undo step. */
export function breakAt(target: string, kind: FaultKind, seconds: number): void {
  const { design } = designStore.getState()
  const chosen = currentScenario(design)
  const made = chosen.name === null ? addScenario(design) : { design, name: chosen.name }
  const scenario = made.design.scenarios?.[made.name]
  if (!scenario) return
  const lasts = Math.max(1, Math.min(10, Math.ceil(chosen.durationSeconds) - seconds))
  const read = toFault({ ...newDraft(design, kind, target, `${seconds}s`), for: `${lasts}s` })
  if ('wrong' in read) {
    showToast('bad', read.wrong)
    return
  }
  edit(t('Add fault'), () => replaceScenario(made.design, made.name, addFault(scenario, read.fault)))
  if (chosen.name === null) chooseScenario(made.name)
}
