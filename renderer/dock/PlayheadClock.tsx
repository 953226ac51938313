import { toClock } from '../../app/run/figures.ts'
import { isActive } from '../run/run-state.ts'
import { type RunState, useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'

/** The scenario time that is shown. */
export function PlayheadClock() {
  const { durationSeconds } = useChosenScenario()
  const time = useRunStore((state) => wholeSeconds(shownTime(state)))
  return (
    <span className="dock-clock mono">
      {time !== null && (
        <>
          <b>{toClock(time)}</b> /{' '}
        </>
      )}
      {toClock(durationSeconds)}
    </span>
  )
}

/** Seconds of scenario time that the window shows: the playhead's, or now; null: nothing ran, or the whole run is shown. */
export function shownTime(state: RunState): number | null {
  if (state.playhead !== null) return state.playhead
  if (!state.engine || !isActive(state.runs[state.engine])) return null
  return state.runs[state.engine].frame?.time ?? null
}

/** The clock is drawn again when its text changes and not with every picture. */
function wholeSeconds(time: number | null): number | null {
  return time === null ? null : Math.floor(time + 1e-9)
}
