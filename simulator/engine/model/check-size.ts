import { RunFailure } from '../../../app/run/engine.ts'
import { scaledTime } from './load-segments.ts'
import type { Model } from './model.ts'

/** Beyond so many events a run is given up: it would take minutes. */
export const mostEvents = 4e9
/** A request comes and is answered; whatever happens between is more. */
const fewestEventsOfRequest = 2

/** Refuses at once what would be given up in the end, by the requests that its open sources are going to send. */
export function checkSize({ components, durationMs, scenario, sources }: Model): void {
  for (const { component, ratePerMs, load, recording, users } of sources) {
    // Users wait for their answers, and a recording may be over long before the scenario is.
    if (users > 0 || recording) continue
    const requests = ratePerMs * scaledTime(load, durationMs)
    if (requests * fewestEventsOfRequest <= mostEvents) continue
    const id = components.ids[component] as string
    throw new RunFailure(
      `${id} would send ${requests.toPrecision(2)} requests in the ${durationMs / 1000} seconds of the scenario ${scenario}, more than can be predicted in minutes: lower its rate or shorten the scenario.`,
      id,
    )
  }
}
