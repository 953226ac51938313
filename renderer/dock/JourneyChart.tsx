import { useMemo } from 'react'
import { TimeChart } from '../charts/TimeChart.tsx'
import { toLatency, toText } from '../run/figures.ts'
import { useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { limit } from '../run/trouble.ts'
import { ofJourney } from './journey-lines.ts'
import { shownTime } from './PlayheadClock.tsx'
import { useJourney } from './use-journey.ts'

/** The p99 of the journey that is judged, over scenario time. */
export function JourneyChart() {
  const { journey } = useJourney()
  const frames = useRunStore((state) => state.frames)
  const playhead = useRunStore(shownTime)
  const { scenario, durationSeconds } = useChosenScenario()
  const series = useMemo(() => (journey === null ? [] : ofJourney(frames, journey, (each) => each.p99)), [frames, journey])
  if (journey === null || series.length === 0) {
    return <p className="chart-empty muted">Press Predict to see how long a request takes over the scenario’s time.</p>
  }
  return (
    <div className="journey-chart">
      <TimeChart
        title={`${journey} p99`}
        series={series}
        format={formatLatency}
        durationSeconds={durationSeconds}
        objective={latencyObjective(scenario.objectives, journey, 'p99')}
        playhead={playhead}
      />
    </div>
  )
}

export function formatLatency(ms: number): string {
  return toText(toLatency(ms))
}

/** The bound on a journey's latency, as a line of a chart. */
export function latencyObjective(
  objectives: ReturnType<typeof useChosenScenario>['scenario']['objectives'],
  journey: string,
  metric: string,
) {
  const found = objectives?.find(
    (objective) => objective.journey === journey && objective.metric === metric && objective.below !== undefined,
  )
  const value = limit(found?.below)
  return value === null ? undefined : { value, label: `objective ${formatLatency(value)}` }
}
