import type { Design } from '../../app/design/design.ts'
import type { ActiveFault, ComponentState, Frame, RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { withFrame } from './frame-history.ts'

export const engineNames = ['predict', 'live'] as const
export type EngineName = (typeof engineNames)[number]
export type RunStatus = 'idle' | 'starting' | 'running' | 'done' | 'failed'

export type UndrawnCall = Omit<Extract<RunEvent, { type: 'undrawn' }>, 'type'>

export interface Progress {
  phase: string
  message: string
  done?: number | undefined
  total?: number | undefined
}
export interface StateOfComponent {
  state: ComponentState
  replicasReady: number
  message?: string | undefined
}

/** What is known of one engine's latest run. */
export interface EngineRun {
  status: RunStatus
  runId: string | null
  /** The scenario's name; null: steady traffic. */
  scenario: string | null
  /** Seconds of scenario time, as asked for. */
  durationSeconds: number
  /** The design when it started, and its text: what is said of the run is said of that. */
  design: Design
  text: string
  /** What the design's behaviour was when it started, see behaviour-key.ts. */
  behaviour: string
  /** The person asked for its end, which is not yet reached. */
  stopping: boolean
  progress: Progress | null
  states: Record<string, StateOfComponent>
  frame: Frame | null
  frames: Frame[]
  faults: ActiveFault[]
  result: Result | null
  /** The run before, of the same scenario, with the design as it was then: what a change came to is said against it. */
  before: { design: Design; result: Result } | null
  notes: string[]
  /** Calls that were refused since they are not drawn. */
  undrawn: UndrawnCall[]
  /** Why it failed. */
  message: string | null
  failedComponent: string | null
}

export const noRun: EngineRun = {
  status: 'idle',
  runId: null,
  scenario: null,
  durationSeconds: 0,
  design: { microcosm: 1, components: {} },
  text: '',
  behaviour: '',
  stopping: false,
  progress: null,
  states: {},
  frame: null,
  frames: [],
  faults: [],
  result: null,
  before: null,
  notes: [],
  undrawn: [],
  message: null,
  failedComponent: null,
}

/** The run after one event of its engine. Pure: the store only applies it. */
export function afterEvent(run: EngineRun, event: RunEvent): EngineRun {
  switch (event.type) {
    case 'progress': {
      const { type: _, ...progress } = event
      return { ...run, progress }
    }
    case 'state': {
      const { type: _, component, ...state } = event
      return { ...run, states: { ...run.states, [component]: state } }
    }
    case 'frame':
      return {
        ...run,
        status: 'running',
        progress: null,
        frame: event.frame,
        frames: withFrame(run.frames, event.frame),
        faults: event.frame.faults,
      }
    case 'note':
      return run.notes.includes(event.message) ? run : { ...run, notes: [...run.notes, event.message] }
    case 'undrawn': {
      const { type: _, ...call } = event
      const isKnown = run.undrawn.some(({ from, to, port }) => from === call.from && to === call.to && port === call.port)
      return isKnown ? run : { ...run, undrawn: [...run.undrawn, call] }
    }
    case 'result':
      return ended(run, 'done', { result: event.result, notes: [...new Set([...run.notes, ...event.result.notes])] })
    case 'failed':
      // What the person stopped has not failed.
      if (run.stopping) return ended(run, run.frames.length > 0 ? 'done' : 'idle')
      return ended(run, 'failed', { message: event.message, failedComponent: event.component ?? null })
  }
}

/** The run when it has ended in the way given; whatever was struck or under way is no more. */
export function ended(run: EngineRun, status: 'idle' | 'done' | 'failed', change: Partial<EngineRun> = {}): EngineRun {
  return { ...run, status, stopping: false, progress: null, faults: [], states: {}, ...change }
}

export function isActive(run: EngineRun): boolean {
  return run.status === 'starting' || run.status === 'running'
}
