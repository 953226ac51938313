import { useMemo } from 'react'
import { targetName } from '../../app/faults/fault-words.ts'
import { toCount, toRate, toShare, toText } from '../../app/run/figures.ts'
import type { ChartSeries } from '../charts/chart.ts'
import { TimeChart } from '../charts/TimeChart.tsx'
import { scrubTo } from '../run/player.ts'
import { useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { useDesignStore } from '../state/design-store.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import { formatLatency, objectiveLine } from './JourneyChart.tsx'
import { bothEngines, ofJourney } from './journey-lines.ts'
import { boundOn } from './judged-metric.ts'
import { shownTime } from './PlayheadClock.tsx'
import { chooseJourney, useFailing, useJourney } from './use-journey.ts'
import './ChartsPanel.css'

/** A journey's latency, throughput and errors over time, and the selected component's load; predicted and measured overlaid. */
export function ChartsPanel() {
  const { journey, journeys } = useJourney()
  const hasPredicted = useRunStore((state) => state.frames.predict.length > 0)
  const hasMeasured = useRunStore((state) => state.frames.live.length > 0)
  if (!hasPredicted && !hasMeasured) {
    return (
      <div className="dock-empty">
        <p>Nothing has run yet. Press Predict for a simulated run, or Run on Docker to measure; both are drawn over each other here.</p>
      </div>
    )
  }
  return (
    <div className="charts">
      <div className="charts-head">
        {journeys.length > 1 && <JourneyChips journey={journey} journeys={journeys} />}
        <span className="charts-keys">
          {hasPredicted && <span className="chart-key chart-key-predict">predicted</span>}
          {hasMeasured && <span className="chart-key chart-key-live">measured</span>}
        </span>
      </div>
      <div className="charts-grid">
        {journey !== null && <JourneyCharts journey={journey} />}
        <ComponentCharts />
      </div>
    </div>
  )
}

function JourneyChips({ journey, journeys }: { journey: string | null; journeys: string[] }) {
  return (
    <div className="charts-journeys" role="radiogroup" aria-label="Journey">
      {journeys.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: a row of chips that choose one of a few.
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={name === journey}
          className="charts-chip"
          onClick={() => chooseJourney(name)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

function JourneyCharts({ journey }: { journey: string }) {
  const frames = useRunStore((state) => state.frames)
  const shared = useShared()
  const failing = useFailing(journey)
  const { scenario } = useChosenScenario()
  const lines = useMemo(
    () => ({
      latency: [...ofJourney(frames, journey, (each) => each.p99, 'p99 '), ...ofJourney(frames, journey, (each) => each.p50, 'p50 ', true)],
      throughput: ofJourney(frames, journey, (each) => each.throughput),
      errors: ofJourney(frames, journey, (each) => each.errorRate),
    }),
    [frames, journey],
  )
  return (
    <>
      <TimeChart
        {...shared}
        title={`${journey} p99, p50`}
        series={lines.latency}
        format={formatLatency}
        objective={objectiveLine(boundOn(scenario.objectives, journey, 'p99'))}
        failing={failing}
      />
      <TimeChart {...shared} title={`${journey} throughput`} series={lines.throughput} format={(value) => toText(toRate(value))} />
      <TimeChart {...shared} title={`${journey} errors`} series={lines.errors} format={formatShare} top={topOfErrors(lines.errors)} />
    </>
  )
}

/** Utilisation and waiting requests of the component that is selected; its replicas where they vary, the hits of a cache. */
function ComponentCharts() {
  const id = useSelectionStore((state) => state.components[0] ?? null)
  const design = useDesignStore((state) => state.design)
  const frames = useRunStore((state) => state.frames)
  const shared = useShared()
  const lines = useMemo(
    () =>
      id === null
        ? null
        : {
            utilisation: bothEngines(frames, (frame) => frame.components[id]?.utilisation),
            queue: bothEngines(frames, (frame) => frame.components[id]?.queue),
            replicas: varyingReplicas(frames, id),
            hits: bothEngines(frames, (frame) => frame.components[id]?.hitRatio),
          },
    [frames, id],
  )
  if (id === null || !lines || lines.queue.length === 0) {
    return <p className="charts-hint muted">Select a component to see how busy it is and how many requests wait for it.</p>
  }
  const name = targetName(id, design)
  return (
    <>
      <div className="charts-pair">
        <TimeChart {...shared} title={`${name} utilisation`} series={lines.utilisation} format={formatShare} top={1} />
        <TimeChart {...shared} title={`${name} waiting`} series={lines.queue} format={formatCount} />
      </div>
      {lines.replicas.length > 0 && (
        <TimeChart {...shared} title={`${name} replicas, wanted and ready`} series={lines.replicas} format={formatCount} />
      )}
      {lines.hits.length > 0 && <TimeChart {...shared} title={`${name} hits`} series={lines.hits} format={formatShare} top={1} />}
    </>
  )
}

/** Those that are wanted and those that serve; nothing where they are always as many. */
function varyingReplicas(frames: Parameters<typeof bothEngines>[0], id: string): ChartSeries[] {
  const seen = new Set(
    Object.values(frames).flatMap((engine) =>
      engine.flatMap(({ components }) => (components[id] ? [components[id].replicas, components[id].replicasReady] : [])),
    ),
  )
  if (seen.size < 2) return []
  return [
    ...bothEngines(frames, (frame) => frame.components[id]?.replicas, 'wanted ', true),
    ...bothEngines(frames, (frame) => frame.components[id]?.replicasReady, 'ready '),
  ]
}

function useShared() {
  const playhead = useRunStore(shownTime)
  const { durationSeconds } = useChosenScenario()
  return { playhead, durationSeconds, keyless: true, onMoment: scrubTo }
}

function formatCount(value: number): string {
  return toText(toCount(value))
}

function formatShare(value: number): string {
  return toText(toShare(value))
}

/** Errors are drawn on an axis of at least one percent, so that nothing much does not look like much. */
function topOfErrors(series: ChartSeries[]): number {
  const highest = Math.max(0, ...series.flatMap((line) => line.values.map((value) => value ?? 0)))
  return Math.min(1, Math.max(0.01, highest * 1.15))
}
