import { useMemo } from 'react'
import { toLatency, toText } from '../../app/run/figures.ts'
import { TimeChart } from '../charts/TimeChart.tsx'
import { scrubTo } from '../run/player.ts'
import { useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { ofJourney } from './journey-lines.ts'
import { judgedMetric } from './judged-metric.ts'
import { shownTime } from './PlayheadClock.tsx'
import { useFailing, useJourney } from './use-journey.ts'

/** The latency by which the chosen journey is judged, over scenario time. */
export function JourneyChart() {
  const { journey } = useJourney()
  const frames = useRunStore((state) => state.frames)
  const playhead = useRunStore(shownTime)
  const { scenario, durationSeconds } = useChosenScenario()
  const failing = useFailing(journey)
  const { metric, below } = judgedMetric(scenario.objectives, journey ?? '')
  const series = useMemo(() => (journey === null ? [] : ofJourney(frames, journey, (each) => each[metric])), [frames, journey, metric])
  if (journey === null || series.length === 0) {
    return <p className="chart-empty muted">Press Predict to see how long a request takes over the scenario’s time.</p>
  }
  return (
    <div className="journey-chart">
      <TimeChart
        title={`${journey} ${metric}`}
        series={series}
        format={formatLatency}
        durationSeconds={durationSeconds}
        objective={objectiveLine(below)}
        failing={failing}
        playhead={playhead}
        onMoment={scrubTo}
      />
    </div>
  )
}

export function formatLatency(ms: number): string {
  return toText(toLatency(ms))
}

/** A bound as a line of a chart. */
export function objectiveLine(belowMs: number | null) {
  return belowMs === null ? undefined : { value: belowMs, label: `objective ${formatLatency(belowMs)}` }
}
