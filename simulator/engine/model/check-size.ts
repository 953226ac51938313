import { RunFailure } from '../../../app/run/engine.ts'
import type { LoadSegments, Model } from './model.ts'

/** Beyond so many events a run is given up: it would take minutes. */
export const mostEvents = 4e9
/** A request comes and is answered; whatever happens between is more. */
const fewestEventsOfRequest = 2

/** Refuses at once what would be given up in the end, by the requests that its open sources are going to send. */
export function checkSize({ components, durationMs, load, scenario, sources }: Model): void {
  const scaledMs = scaledTime(load, durationMs)
  for (const { component, ratePerMs, recording, users } of sources) {
    // Users wait for their answers, and a recording may be over long before the scenario is.
    if (users > 0 || recording) continue
    const requests = ratePerMs * scaledMs
    if (requests * fewestEventsOfRequest <= mostEvents) continue
    const id = components.ids[component] as string
    throw new RunFailure(
      `${id} would send ${requests.toPrecision(2)} requests in the ${durationMs / 1000} seconds of the scenario ${scenario}, more than can be predicted in minutes: lower its rate or shorten the scenario.`,
      id,
    )
  }
}

/** The scale over time, summed up: as long as the scenario lasts, where the scale is 1. */
function scaledTime({ start, scale, slope }: LoadSegments, until: number): number {
  return start.reduce((sum, from, i) => {
    const span = Math.min(start[i + 1] ?? Number.POSITIVE_INFINITY, until) - from
    return span > 0 ? sum + span * ((scale[i] as number) + ((slope[i] as number) * span) / 2) : sum
  }, 0)
}
