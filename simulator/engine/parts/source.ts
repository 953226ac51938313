import { exponential } from '../chance/exponential.ts'
import { uniform } from '../chance/streams.ts'
import { ARRIVAL } from '../events/event-kinds.ts'
import type { SourceModel } from '../model/model.ts'
import { beginCalls } from './steps.ts'
import { ARRIVED_AT, CALLER, COMPONENT, CONNECTION, HOLDS, JOURNEY, NOBODY, REPLICA, SPAN } from './visits.ts'
import { ARRIVALS, JOURNEYS, streamOf, type World } from './world.ts'

/** A request is offered; the next one is scheduled first, so that the load does not depend on what becomes of this one. */
export function arrive(w: World, index: number): void {
  const source = w.model.sources[index]
  scheduleArrival(w, index)
  const { component } = source
  const replica = w.model.components.firstReplica[component]
  // A source that is stopped or frozen sends nothing.
  if (w.replicas.status[replica] !== 0) return
  const { visits, meter } = w
  const now = w.queue.clock[0]
  const journey = chooseJourney(w, source)
  const visit = visits.take()
  const { ints } = visits
  ints[visit + COMPONENT] = component
  ints[visit + REPLICA] = replica
  ints[visit + CONNECTION] = -1
  ints[visit + JOURNEY] = journey
  ints[visit + CALLER] = NOBODY
  ints[visit + HOLDS] = 0
  ints[visit + SPAN] = w.tracer.beginRoot(component, journey, now)
  visits.doubles[(visit >> 1) + ARRIVED_AT] = now
  meter.offered.add(component)
  meter.offered.add(meter.firstJourney + journey)
  meter.inSystem.up(component, now)
  w.replicas.load[replica]++
  beginCalls(w, visit)
}

function chooseJourney(w: World, source: SourceModel): number {
  const { journeys, cumulative } = source
  if (journeys.length === 1) return journeys[0]
  const chance = uniform(w.chance, streamOf(source.component, JOURNEYS))
  let i = 0
  while (chance >= cumulative[i] && i < journeys.length - 1) i++
  return journeys[i]
}

/**
 * Schedules the source's next request by inversion of the cumulative rate: arrivals of any piecewise linear rate are those of
 * rate 1 on the scale of requests expected so far (Cinlar 1975). Unit gaps are exponential for a Poisson process and 1 for
 * constant arrivals.
 */
export function scheduleArrival(w: World, index: number): void {
  const source = w.model.sources[index]
  const { start, scale, slope } = w.model.load
  const now = w.queue.clock[0]
  let left = source.arrivals === 'constant' ? 1 : exponential(w.chance, streamOf(source.component, ARRIVALS))
  let time = now
  for (let segment = w.segments[index]; ; segment++) {
    const end = segment + 1 < start.length ? start[segment + 1] : Number.POSITIVE_INFINITY
    const rate = source.ratePerMs * Math.max(0, scale[segment] + slope[segment] * (time - start[segment]))
    const growth = source.ratePerMs * slope[segment]
    const span = end - time
    const expected = rate === 0 && growth === 0 ? 0 : growth === 0 ? rate * span : span * (rate + (growth * span) / 2)
    if (left <= expected) {
      time += growth === 0 ? left / rate : (2 * left) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * growth * left)))
      w.segments[index] = segment
      w.queue.push(time - now, ARRIVAL, index, 0)
      return
    }
    if (end === Number.POSITIVE_INFINITY) return
    left -= expected
    time = end
  }
}
