import type { EngineName } from '../run/run-state.ts'
import type { Line } from './aligned-series.ts'

export interface ChartSeries extends Line {
  label: string
  engine: EngineName
  /** The second line of a chart, such as the p50 under the p99. */
  faint?: boolean
}

/** A stretch of scenario time, seconds. */
export interface Span {
  from: number
  to: number
}

export interface TimeChartProps {
  title: string
  series: ChartSeries[]
  /** Writes a value with its unit: `412 ms`. */
  format: (value: number) => string
  durationSeconds: number
  /** A line that the figures should stay on one side of. */
  objective?: { value: number; label: string } | undefined
  /** When most of what is measured failed; marked behind the lines. */
  failing?: Span[]
  /** Seconds; null: none is drawn. */
  playhead: number | null
  /** A press or a drag on the plot chooses a moment, seconds. */
  onMoment?: ((seconds: number) => void) | undefined
  /** Fixed top of the axis, such as 1 for shares of workers. */
  top?: number | undefined
  /** Without the key of its lines, where one key serves several charts. */
  keyless?: boolean
}
