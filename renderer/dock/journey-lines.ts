import type { Design } from '../../app/design/design.ts'
import type { Frame, JourneyFrame } from '../../app/run/frame.ts'
import { hasValues, lineOf } from '../charts/aligned-series.ts'
import type { ChartSeries } from '../charts/chart.ts'
import { type EngineName, engineNames } from '../run/run-state.ts'

type Frames = Record<EngineName, Frame[]>

const words: Record<EngineName, string> = { predict: 'predicted', live: 'measured' }

/** The same figure of both engines' frames, predicted first; an engine that has none is left out. */
export function bothEngines(
  frames: Frames,
  figure: (frame: Frame) => number | null | undefined,
  prefix = '',
  faint = false,
): ChartSeries[] {
  return engineNames
    .map((engine) => ({ ...lineOf(frames[engine], figure), engine, faint, label: `${prefix}${words[engine]}` }))
    .filter(hasValues)
}

export function ofJourney(frames: Frames, journey: string, figure: (frame: JourneyFrame) => number | null, prefix = '', faint = false) {
  return bothEngines(frames, (frame) => (frame.journeys[journey] ? figure(frame.journeys[journey]) : null), prefix, faint)
}

/** The journeys of what ran, or of the design's traffic before any run. */
export function journeysOf(design: Design, frames: Frames): string[] {
  const seen = engineNames.flatMap((engine) => Object.keys(frames[engine].at(-1)?.journeys ?? {}))
  const drawn = Object.values(design.components).flatMap((component) =>
    typeof component.journeys === 'object' && component.journeys !== null ? Object.keys(component.journeys) : [],
  )
  return [...new Set([...seen, ...drawn])]
}
