import type { Metric } from './metrics.ts'

/**
 * A case of the conformance table: a design file whose behaviour theory knows, and what theory says of it. The numbers that a
 * formula needs are read from the design, so that the same formula also holds the design at other values of them.
 */
export interface ConformanceCase<Parameter extends string = string> {
  name: string
  /** File in `designs/`, without `.microcosm.yaml`. */
  design: string
  /** Where in the design each parameter stands: `components.server.work.time`. Durations are read as milliseconds. */
  parameters: Record<Parameter, string>
  /** The scenario of the whole table; absent: `full`. */
  scenario?: string
  /** The scenario with as few requests as the tolerances allow; absent: `quick`; none: only the whole table has this case. */
  quick?: string | 'none'
  /** Figures that vary more from run to run than their tolerance are means over so many seeds; absent: one. */
  seeds?: number
  rows: ConformanceRow<NoInfer<Parameter>>[]
  /** Other values at which the same rows must hold, in the scenario `quick` unless it says another. */
  others?: { values: Partial<Record<NoInfer<Parameter>, number>>; scenario?: string; seeds?: number }[]
}

export type ConformanceRow<Parameter extends string = string> = [
  metric: Metric,
  formula: (parameters: Record<Parameter, number>) => number,
  /** What the formula gives for the design as it stands in its file, from an independent calculation. */
  figure: number,
  /** In percent of what is expected; 0 means exactly. A rule in words is a pair of bounds instead. */
  tolerance: number | ((parameters: Record<Parameter, number>) => [atLeast: number, atMost: number]),
  source: string,
]

/** Lets the compiler hold a case's formulas to the parameters that the case names. */
export function toCase<const Parameter extends string>(subject: ConformanceCase<Parameter>): ConformanceCase {
  return subject as unknown as ConformanceCase
}
