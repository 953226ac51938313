import { childKey, keyedUniform } from '../chance/streams.ts'
import type { Ascending } from './ascending.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import { OK } from './outcomes.ts'
import type { PlainCall } from './plain-call.ts'
import { chooseJourney, gapMs } from './source.ts'
import type { Stage } from './stage.ts'
import { CALLS, connectionStream, type World } from './world.ts'

/**
 * So many arrivals are followed through the whole network in one go, which keeps what they are about near the processor; where many
 * stations share them, so many more that it is worth to turn to each.
 */
const arrivalsAtOnce = 256
const fewStages = 64
const arrivalsForEach = 16

/**
 * A whole design of foreseen stations, each called by one other: a network without feedback, in which nothing that happens at a station
 * can change what has happened before it. So there are no events: requests that arrive until some moment go through one station after
 * another, at each in order of time, and their answers come back the same way.
 *
 * Only a timeout could change that. Where one is due the run has to be made again with events.
 */
export class FeedForward {
  /** A call has waited for its answer for as long as it may. */
  timedOut = false
  private readonly source: Stage
  private readonly stageOf: (Stage | null)[]
  private readonly called: Stage[]
  /** Those whose callers give up waiting. */
  private readonly limited: Stage[]
  private readonly atOnce: number
  /** When the next request comes. */
  private readonly nextAt = new Float64Array(1)
  /** When those came that are not counted yet. */
  private arrivals: number[] = []

  /** By component; null: no request gets there. */
  constructor(source: Stage, stages: (Stage | null)[]) {
    this.source = source
    this.stageOf = stages
    this.called = stages.filter((stage) => stage !== null && stage !== source) as Stage[]
    this.atOnce = stages.length <= fewStages ? arrivalsAtOnce : Math.max(arrivalsAtOnce, arrivalsForEach * stages.length)
    this.limited = this.called.filter(({ call }) => call !== null && call.timeoutMs < Number.POSITIVE_INFINITY)
  }

  start(w: World): void {
    this.nextAt[0] = gapMs(w, 0, w.model.sources[0])
  }

  /** As `advance`, of which it takes the place. */
  advance(w: World, untilMs: number, mostEvents: number): boolean {
    const { queue } = w
    const { nextAt, source } = this
    const [model] = w.model.sources
    for (const last = queue.count + mostEvents; queue.count < last; ) {
      for (let left = this.atOnce; left > 0 && nextAt[0] <= untilMs; left -= model.batch) {
        const now = nextAt[0]
        queue.clock[0] = now
        queue.count++
        nextAt[0] = now + gapMs(w, 0, model)
        for (let inBatch = model.batch; inBatch > 0; inBatch--) this.offer(w, now)
      }
      const isEnd = nextAt[0] > untilMs
      const until = isEnd ? untilMs : nextAt[0]
      this.pass(w, source, until)
      queue.clock[0] = until
      for (const { station } of this.called) if (!station?.isLeaf) station?.account(w)
      for (const stage of this.limited) if (stage.hasWaited((stage.call as PlainCall).timeoutMs, until)) this.timedOut = true
      if (isEnd || this.timedOut) return isEnd
    }
    return false
  }

  private offer(w: World, now: number): void {
    const { meter, visits } = w
    const { source } = this
    const { component } = source
    const row = source.take()
    const key = w.nextKeys[0]++
    const journey = chooseJourney(w, w.model.sources[0], key)
    visits.live++
    source.arrivedAt[row] = now
    source.keys[row] = key
    source.journeys[row] = journey
    source.spans[row] = w.tracer.beginRoot(component, journey, now)
    meter.offered.add(component)
    meter.offered.add(meter.firstJourney + journey)
    this.arrivals.push(now)
    this.begin(w, source, row, now)
  }

  /** Lets pass at a component, and at all behind it, what happens until some moment. */
  private pass(w: World, stage: Stage, until: number): void {
    const { station, ends, done, steps, turns } = stage
    // What a leaf's work is followed by is its answer.
    if (station?.isLeaf) return
    while (ends.head < ends.end && ends.times[ends.head] <= until) {
      w.queue.count++
      this.begin(w, stage, ends.rows[ends.head], ends.times[ends.head++])
    }
    for (let step = 0; step < steps.length; step++) {
      const turn = turns[step]
      while (turn.head < turn.end) this.makeCalls(w, stage, turn.rows[turn.head], step, turn.times[turn.head++])
      const callees = steps[step]
      for (const callee of callees) this.pass(w, callee, until)
      if (callees.length === 1) this.hearOne(w, stage, step, callees[0], until)
      else this.hearAll(w, stage, step, callees, until)
    }
    if (station === null) this.leave(w)
    else for (let at = done.end - stage.uncounted; at < done.end; at++) this.count(w, stage, station, done.rows[at], done.times[at])
    stage.uncounted = 0
  }

  private hearOne(w: World, stage: Stage, step: number, callee: Stage, until: number): void {
    const answers = answersOf(callee)
    const latencyMs = callee.call?.latencyMs ?? 0
    while (answers.head < answers.end) {
      const at = answers.times[answers.head] + latencyMs
      if (at > until) return
      this.hear(w, stage, step, callee, answers.rows[answers.head++], at)
    }
  }

  /** Hears the answers of several in order of time. */
  private hearAll(w: World, stage: Stage, step: number, callees: Stage[], until: number): void {
    for (;;) {
      let first: Stage | null = null
      let firstAt = Number.POSITIVE_INFINITY
      for (const callee of callees) {
        const { times, head, end } = answersOf(callee)
        if (head === end) continue
        const at = times[head] + (callee.call as PlainCall).latencyMs
        if (at >= firstAt) continue
        firstAt = at
        first = callee
      }
      if (first === null || firstAt > until) return
      const answers = answersOf(first)
      this.hear(w, stage, step, first, answers.rows[answers.head++], firstAt)
    }
  }

  /** An answer reaches the caller, whose request goes on when it was the last. */
  private hear(w: World, stage: Stage, step: number, callee: Stage, row: number, at: number): void {
    const call = callee.call as PlainCall
    const took = at - callee.sentAt[row]
    const caller = callee.callers[row]
    w.queue.count++
    w.visits.live--
    if (took >= call.timeoutMs) this.timedOut = true
    call.latency.record(took)
    if (callee.spans[row] !== 0) w.tracer.end(callee.spans[row], at, '')
    callee.give(row)
    if (--stage.open[caller] === 0) this.turnTo(w, stage, caller, step + 1, at)
  }

  /** A request makes the calls of its first step, at once: who comes later does so later. */
  private begin(w: World, stage: Stage, row: number, now: number): void {
    if (stepsOf(w, stage, row) > 0) this.makeCalls(w, stage, row, 0, now)
    else stage.end(now, row)
  }

  /** A request turns to another step of its plan; after the last one it is over. */
  private turnTo(w: World, stage: Stage, row: number, step: number, now: number): void {
    if (stepsOf(w, stage, row) > step) stage.turns[step].push(now, row)
    else stage.end(now, row)
  }

  private makeCalls(w: World, stage: Stage, row: number, step: number, now: number): void {
    const { plan, journeys, connections } = w.model
    const at = plan.firstStep[stage.component * journeys.length + stage.journeys[row]] + step
    let open = 0
    for (let branch = plan.firstBranch[at]; branch < plan.endBranch[at]; branch++) {
      const connection = plan.connection[branch]
      const chance = plan.calls[branch]
      if (chance < 1 && keyedUniform(w.chance, connectionStream(w, connection, CALLS), stage.keys[row]) >= chance) continue
      this.send(w, stage, row, this.stageOf[connections.to[connection]] as Stage, now)
      open++
    }
    stage.open[row] = open
    if (open === 0) this.turnTo(w, stage, row, step + 1, now)
  }

  private send(w: World, stage: Stage, caller: number, callee: Stage, now: number): void {
    const station = callee.station as ForeseenStation
    const call = callee.call as PlainCall
    const row = callee.take()
    const key = childKey(stage.keys[caller], call.salt)
    const span = stage.spans[caller]
    w.visits.live++
    callee.sentAt[row] = now
    callee.keys[row] = key
    callee.journeys[row] = stage.journeys[caller]
    callee.callers[row] = caller
    callee.open[row] = 0
    callee.spans[row] = span === 0 ? 0 : w.tracer.begin(span, callee.component, call.connection, now)
    w.queue.clock[0] = now
    const place = station.admit(w, key, row)
    callee.arrivedAt[row] = station.arrivesAt(place)
    callee.ends.push(station.endsAt(place), row)
  }

  /** Counts a request that is over at a station. */
  private count(w: World, { component, arrivedAt }: Stage, station: ForeseenStation, row: number, now: number): void {
    w.queue.clock[0] = now
    station.accountArrivals(w)
    w.meter.inSystem.down(component, now)
    w.replicas.load[station.replica]--
    w.meter.latency.interval.record(component, now - arrivedAt[row])
  }

  /** Requests of the source come, and are over. */
  private leave(w: World): void {
    const { meter, tracer, visits } = w
    const { source, arrivals } = this
    const { done, component } = source
    const inSystem = meter.inSystem.of(component)
    let came = 0
    for (; done.head < done.end; done.head++) {
      const now = done.times[done.head]
      const row = done.rows[done.head]
      const took = now - source.arrivedAt[row]
      while (came < arrivals.length && arrivals[came] <= now) inSystem.up(arrivals[came++])
      inSystem.down(now)
      meter.latency.interval.record(component, took)
      meter.latency.interval.record(meter.firstJourney + source.journeys[row], took)
      if (source.spans[row] !== 0) tracer.endRoot(source.spans[row], now, OK)
      visits.live--
      source.give(row)
    }
    while (came < arrivals.length) inSystem.up(arrivals[came++])
    arrivals.length = 0
  }
}

function stepsOf({ model }: World, { component, journeys }: Stage, row: number): number {
  const key = component * model.journeys.length + journeys[row]
  return model.plan.endStep[key] - model.plan.firstStep[key]
}

/** What its caller hears of, a network delay later. */
function answersOf(stage: Stage): Ascending {
  return stage.station?.isLeaf ? stage.ends : stage.done
}
