import { toClock } from '../../app/run/figures.ts'
import { Button } from '../parts/Button.tsx'
import { isActive } from '../run/run-state.ts'
import { movePlayhead, type RunState, useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'

/** The scenario time that is shown, and the way back from a moment that was chosen. */
export function PlayheadClock() {
  const { durationSeconds } = useChosenScenario()
  const time = useRunStore(shownTime)
  const isMoment = useRunStore((state) => state.playhead !== null)
  const isRunning = useRunStore((state) => state.engine !== null && isActive(state.runs[state.engine]))
  return (
    <>
      {isMoment && (
        <Button variant="ghost" onClick={() => movePlayhead(null)}>
          {isRunning ? 'Back to now' : 'Show the whole run'}
        </Button>
      )}
      <span className="dock-clock mono">
        {time !== null && (
          <>
            <b>{toClock(time)}</b> /{' '}
          </>
        )}
        {toClock(durationSeconds)}
      </span>
    </>
  )
}

/** Seconds of scenario time that the window shows: the playhead's, or now; null: nothing ran, or the whole run is shown. */
export function shownTime(state: RunState): number | null {
  if (state.playhead !== null) return state.playhead
  if (!state.engine || !isActive(state.runs[state.engine])) return null
  return state.runs[state.engine].frame?.time ?? null
}
