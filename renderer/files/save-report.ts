import { answersStore } from '../answers/answers-store.ts'
import { isSameSubject } from '../answers/ask.ts'
import { request, toMessage } from '../bridge.ts'
import type { EngineRun } from '../run/run-state.ts'
import { type RunState, runStore } from '../run/run-store.ts'
import { designStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'

/** Saves the page on the last result, with what was answered about the same, where the person chooses. */
export async function saveReport(): Promise<void> {
  const run = runWithResult(runStore.getState())
  if (!run?.result) return
  const { path, name } = designStore.getState()
  const stem = name.replace(/(\.microcosm)?\.ya?ml$/, '')
  const suggestedName = `${[stem, run.scenario ?? 'steady', run.result.engine === 'live' ? 'measured' : 'predicted'].join('-')}.html`
  try {
    const native = shellStore.getState().hello?.nativeDialogs
    const file = native ? undefined : await askFile('report', suggestedName)
    if (file === null) return
    const saved = await request('reports.save', {
      text: run.text,
      path,
      designName: name,
      result: run.result,
      suggestedName,
      ...(run.scenario === null ? {} : { scenario: run.scenario }),
      ...answersAbout(run),
      ...(file === undefined ? {} : { file }),
    })
    if (saved) showToast('good', `Report saved as ${saved.name}.`)
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}

/** The run whose result is shown, or the prediction where that has none. */
export function runWithResult({ engine, runs }: RunState): EngineRun | null {
  const shown = engine === null ? null : runs[engine]
  return shown?.result ? shown : runs.predict.result ? runs.predict : null
}

function answersAbout(run: EngineRun) {
  const { capacity, sensitivity } = answersStore.getState()
  const isAbout = (about: typeof capacity.about) => about !== null && isSameSubject(about, run)
  return {
    ...(capacity.answer && isAbout(capacity.about) ? { capacity: capacity.answer.capacity } : {}),
    ...(sensitivity.answer && isAbout(sensitivity.about)
      ? { sensitivity: { figure: sensitivity.answer.figure, parameters: sensitivity.answer.parameters } }
      : {}),
  }
}
