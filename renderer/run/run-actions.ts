import type { Fault } from '../../app/faults/faults.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { on, request, toMessage } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'
import { type Accepted, askRunSheet } from './ask-run-sheet.ts'
import { behaviourKey } from './behaviour-key.ts'
import { readDockerStatus } from './docker-status.ts'
import { appendLog, forgetLogs } from './run-logs.ts'
import { type EngineName, ended, isActive, noRun } from './run-state.ts'
import { applyEvents, changeRun, putFirst, runStore } from './run-store.ts'
import { currentChoice, currentScenario } from './scenario-choice.ts'

/** Events are applied together a few times a second: a prediction sends a hundred frames in the blink of an eye. */
const flushMs = 80
let waiting: { runId: string; event: RunEvent }[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** Joins the page to what the engines say. Called once, when the window starts. */
export function listenToRuns(): () => void {
  const ends = [
    on('run.event', (payload) => {
      waiting.push(payload)
      if (timer === undefined) timer = setTimeout(flush, flushMs)
    }),
    on('run.log', (payload) => {
      if (payload.runId === runStore.getState().runs.live.runId) appendLog(payload.component, payload.lines)
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Keeps what came for a run whose start has not been answered yet; drops what belongs to no run of this page. */
function flush(): void {
  timer = undefined
  const unknown = applyEvents(waiting)
  const { predict, live } = runStore.getState().runs
  const isExpected = [predict, live].some((run) => run.status === 'starting' && run.runId === null)
  waiting = isExpected ? unknown : []
}

export async function startPredict(): Promise<void> {
  putFirst('predict')
  await start('predict')
}

/**
 * Shows what will run where that was not accepted yet, then starts. Also predicts what is about to be measured, unless that is known
 * already, so that both stand side by side.
 */
export async function startLive(): Promise<void> {
  const accepted = await askRunSheet()
  if (accepted === null) return
  const { predict } = runStore.getState().runs
  const { design } = designStore.getState()
  const chosen = currentScenario(design)
  const isKnown = predict.behaviour === behaviourKey(design, chosen.name) && predict.durationSeconds === chosen.durationSeconds
  putFirst('live')
  forgetLogs()
  await Promise.all([isKnown && predict.status === 'done' ? undefined : start('predict'), start('live', accepted)])
}

/** Ends the first engine's run in good order: its result covers what was seen. Pressed again, it stops at once. */
export async function endRun(engine: EngineName): Promise<void> {
  const run = runStore.getState().runs[engine]
  if (run.status === 'running' && !run.stopping) return finish(engine)
  await stop(engine)
}

/** Cancels: everything that was made is removed. */
export async function stop(engine: EngineName): Promise<void> {
  const { runId } = runStore.getState().runs[engine]
  changeRun(engine, (run) => ({ ...run, stopping: true, progress: { phase: 'stopping', message: 'Removing what was started' } }))
  await settle(engine, runId, () => (runId ? request('runs.stop', { runId }) : Promise.resolve({})))
  changeRun(engine, (run) => (isActive(run) && run.runId === runId ? ended(run, run.frames.length > 0 ? 'done' : 'idle') : run))
}

async function finish(engine: EngineName): Promise<void> {
  const { runId } = runStore.getState().runs[engine]
  if (!runId) return
  changeRun(engine, (run) => ({
    ...run,
    stopping: true,
    progress: { phase: 'finishing', message: 'Counting and removing the containers' },
  }))
  await settle(engine, runId, () => request('runs.finish', { runId }))
}

/** Starts a fault in the live run now: its id there. Rejects with a sentence when it cannot be done. */
export async function inject(fault: Fault): Promise<string | undefined> {
  const { runId } = runStore.getState().runs.live
  return runId ? (await request('runs.inject', { runId, fault })).faultId : undefined
}

export async function heal(faultId: string): Promise<void> {
  const { runId } = runStore.getState().runs.live
  if (runId) await request('runs.heal', { runId, faultId })
}

async function start(engine: EngineName, accepted?: Accepted | Error): Promise<void> {
  const before = runStore.getState().runs[engine]
  if (isActive(before)) await stop(engine)
  const { design, document, path } = designStore.getState()
  const { name, durationSeconds } = currentScenario(design)
  const behaviour = behaviourKey(design, name)
  const isSame = before.scenario === name && before.durationSeconds === durationSeconds
  // What is run again as it was is still compared with what was before its change.
  const earlier = before.behaviour === behaviour ? before.before : before.result && { design: before.design, result: before.result }
  changeRun(engine, () => ({
    ...noRun,
    status: 'starting',
    scenario: name,
    durationSeconds,
    design,
    text: document.text,
    behaviour,
    before: isSame ? earlier : null,
    progress: { phase: 'asked', message: engine === 'live' ? 'Preparing the containers' : 'Predicting' },
  }))
  const { precision, seed } = currentChoice()
  const asked = {
    engine,
    text: document.text,
    path,
    durationSeconds,
    ...(name === null ? {} : { scenario: name }),
    ...(engine === 'predict' ? { seed } : {}),
    ...(engine === 'predict' && precision !== null ? { precision } : {}),
  }
  try {
    // What will run could not even be told.
    if (accepted instanceof Error) throw accepted
    const { runId } = await request('runs.start', accepted ? { ...asked, accepted } : asked)
    changeRun(engine, (run) => ({ ...run, runId }))
    flush()
  } catch (error) {
    changeRun(engine, (run) => ended(run, 'failed', { message: toMessage(error) }))
    if (engine === 'live') void readDockerStatus()
  }
}

async function settle(engine: EngineName, runId: string | null, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask()
  } catch (error) {
    changeRun(engine, (run) => (run.runId === runId && isActive(run) ? ended(run, 'failed', { message: toMessage(error) }) : run))
  }
}
