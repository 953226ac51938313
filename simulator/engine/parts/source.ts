import { keyedUniform } from '../chance/streams.ts'
import { ARRIVAL } from '../events/event-kinds.ts'
import { BURSTY, RECORDED, type SourceModel } from '../model/model.ts'
import { nextInBursts } from './bursts.ts'
import { type DirectCall, offerDirectly } from './direct-call.ts'
import { timeOf } from './load-time.ts'
import { journeyNow, nextRecorded } from './recorded.ts'
import { beginCalls } from './steps.ts'
import { unitGap } from './unit-gap.ts'
import { ARRIVED_AT, CALLER, COMPONENT, CONNECTION, HOLDS, JOURNEY, KEY, NOBODY, REPLICA, SPAN } from './visits.ts'
import { JOURNEYS, streamOf, type World } from './world.ts'

/** So many requests of which all is known are offered in one go at most, so that the run can still be stopped. */
const mostInOneGo = 256

/** A request is offered; the next one is scheduled first, so that the load does not depend on what becomes of this one. */
export function arrive(w: World, index: number): void {
  const source = w.model.sources[index]
  const direct = w.directs[index]
  if (direct !== null) {
    arriveDirectly(w, index, source, direct)
    return
  }
  const named = source.arrivals === RECORDED ? journeyNow(w, index) : -1
  scheduleArrival(w, index)
  for (let left = source.batch; left > 0; left--) offer(w, source, named)
}

/** Where nothing else is due before the next request, that comes without being scheduled. */
function arriveDirectly(w: World, index: number, source: SourceModel, direct: DirectCall): void {
  const { queue } = w
  const { untilMs } = queue
  // Once it is known, it stays so.
  const lastGapMs = inLastSegment(w, index, source) ? source.lastGapMs : 0
  let earliest = queue.earliest()
  for (let left = mostInOneGo; ; left--) {
    const delay = lastGapMs > 0 ? unitGap(w, source) * lastGapMs : gapMs(w, index, source)
    for (let inBatch = source.batch; inBatch > 0; inBatch--) {
      // Only what is not offered directly may schedule something.
      if (offerDirectly(w, direct)) continue
      offer(w, source, -1)
      earliest = queue.earliest()
    }
    const next = queue.clock[0] + delay
    if (left === 0 || next > untilMs || next >= earliest) {
      if (delay < Number.POSITIVE_INFINITY) queue.pushAlone(source.lane, delay, ARRIVAL, index, 0)
      return
    }
    queue.clock[0] = next
    queue.count++
  }
}

/** Offers one request. `named`: its journey, or -1 to draw one. False: the source is stopped or frozen, and sends nothing. */
export function offer(w: World, source: SourceModel, named: number): boolean {
  const { component } = source
  const replica = w.model.components.firstReplica[component]
  if (w.replicas.status[replica] !== 0) return false
  const { visits, meter } = w
  const now = w.queue.clock[0]
  const key = w.nextKeys[w.sourceOf[component]]++
  const journey = named >= 0 ? named : chooseJourney(w, source, key)
  const visit = visits.take()
  const { ints } = visits
  ints[visit + COMPONENT] = component
  ints[visit + REPLICA] = replica
  ints[visit + CONNECTION] = -1
  ints[visit + JOURNEY] = journey
  ints[visit + KEY] = key
  ints[visit + CALLER] = NOBODY
  ints[visit + HOLDS] = 0
  ints[visit + SPAN] = w.tracer.beginRoot(component, journey, now)
  visits.doubles[(visit >> 1) + ARRIVED_AT] = now
  meter.offered.add(component)
  meter.offered.add(meter.firstJourney + journey)
  meter.inSystem.up(component, now)
  w.replicas.load[replica]++
  beginCalls(w, visit)
  return true
}

export function chooseJourney(w: World, source: SourceModel, key: number): number {
  const { journeys, cumulative } = source
  if (journeys.length === 1) return journeys[0]
  const chance = keyedUniform(w.chance, streamOf(source.component, JOURNEYS), key)
  let i = 0
  while (chance >= cumulative[i] && i < journeys.length - 1) i++
  return journeys[i]
}

/**
 * Schedules the source's next request by inversion of the cumulative rate: arrivals of any piecewise linear rate are those of
 * rate 1 on the scale of requests expected so far (Cinlar 1975). Unit gaps are exponential for a Poisson process and 1 for
 * constant arrivals; a batch comes so many times more seldom.
 */
export function scheduleArrival(w: World, index: number): void {
  const source = w.model.sources[index]
  const delay = gapMs(w, index, source)
  if (delay < Number.POSITIVE_INFINITY) w.queue.pushAlone(source.lane, delay, ARRIVAL, index, 0)
}

/** Milliseconds until the source's next request, or its next batch. */
export function gapMs(w: World, index: number, source: SourceModel): number {
  const now = w.queue.clock[0]
  if (source.arrivals >= BURSTY) return nextOther(w, index) - now
  const gap = unitGap(w, source)
  if (inLastSegment(w, index, source)) return gap * source.lastGapMs
  return timeOf(w, index, source.ratePerMs, now, gap) - now
}

function inLastSegment({ segments }: World, index: number, { arrivals, load }: SourceModel): boolean {
  return arrivals < BURSTY && segments[index] === load.start.length - 1
}

function nextOther(w: World, index: number): number {
  return w.model.sources[index].arrivals === RECORDED ? nextRecorded(w, index) : nextInBursts(w, index)
}
