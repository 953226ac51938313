import type { RunEvent } from '../../app/run/frame.ts'
import type { Io } from './command.ts'

export interface Progress {
  show(event: RunEvent): void
  /** Takes the bar away before something else is printed. */
  clear(): void
}

const barWidth = 24
/** Elsewhere than on a terminal a line is written at most at each of these shares of the run. */
const quarters = 4

/** Shows how far a run is, on the standard error. `durationSeconds` is the scenario's, as far as it is known. */
export function createProgress(io: Io, durationSeconds: number): Progress {
  const progress = io.terminal ? createBar(io.terminal, durationSeconds) : createLines(io, durationSeconds)
  const told = new Set<string>()
  return {
    ...progress,
    show(event) {
      const line = toObstacle(event)
      if (line !== undefined && !told.has(line)) io.err(line)
      if (line !== undefined) told.add(line)
      progress.show(event)
    },
  }
}

/** Why something that was started is not ready, which nobody should wait for in vain. For whom it waits itself is no reason to act. */
function toObstacle(event: RunEvent): string | undefined {
  if (event.type !== 'state' || event.state === 'waiting' || event.message === undefined) return undefined
  return `${event.component}: ${event.message}`
}

function createBar(terminal: NonNullable<Io['terminal']>, durationSeconds: number): Progress {
  const draw = (share: number | undefined, text: string) => {
    const filled = Math.round(Math.min(1, share ?? 0) * barWidth)
    const bar = share === undefined ? '' : `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] `
    terminal.draw(`${bar}${text}`.slice(0, terminal.columns - 1))
  }
  return {
    show(event) {
      if (event.type === 'progress') draw(event.total ? (event.done ?? 0) / event.total : undefined, event.message)
      if (event.type === 'frame') draw(event.frame.time / durationSeconds, `${Math.round(event.frame.time)} s of ${durationSeconds} s`)
    },
    clear: () => terminal.draw(''),
  }
}

function createLines(io: Io, durationSeconds: number): Progress {
  let phase = ''
  let quarter = 0
  return {
    show(event) {
      if (event.type === 'progress' && event.phase !== phase) {
        phase = event.phase
        io.err(event.message)
      }
      if (event.type !== 'frame') return
      const reached = Math.floor((event.frame.time / durationSeconds) * quarters)
      if (reached <= quarter || reached > quarters) return
      quarter = reached
      io.err(`${Math.round(event.frame.time)} s of ${durationSeconds} s`)
    },
    clear() {},
  }
}
