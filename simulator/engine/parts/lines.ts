import { sampleWork } from '../chance/work-sampler.ts'
import { LOST_PATIENCE } from '../events/event-kinds.ts'
import type { Model } from '../model/model.ts'
import { BLOCKS, CONTROLS_DELAY, LATEST_FIRST } from '../model/serving-table.ts'
import { admitBlocked } from './blocked.ts'
import { defer } from './deferred.ts'
import { OUT_OF_PATIENCE } from './outcomes.ts'
import { finish } from './station.ts'
import { COMPONENT, GENERATION, JOURNEY, KEY, NEXT, PREVIOUS, REPLICA, STATE, WAITING } from './visits.ts'
import { PATIENCE, PAUSED, streamOf, type World } from './world.ts'

/**
 * The lines in which requests wait at components that serve by priority (Cobham 1954: who is being served is not interrupted) or
 * whose requests lose patience. Each replica has a line for each class; a line is a list in both directions, because those who
 * lose patience may stand anywhere in it.
 */
export class Lines {
  readonly head: Int32Array
  readonly tail: Int32Array
  /** Of a component's first replica. */
  readonly first: Int32Array
  /** When each replica's queue was empty last. */
  readonly emptyAt: Float64Array

  constructor({ components, serving }: Model) {
    this.first = new Int32Array(components.ids.length)
    this.emptyAt = new Float64Array(components.mostReplicas.reduce((sum, n) => sum + n, 0))
    let count = 0
    for (let c = 0; c < components.ids.length; c++) {
      this.first[c] = count
      count += serving.lines[c] * components.mostReplicas[c]
    }
    this.head = new Int32Array(count).fill(-1)
    this.tail = new Int32Array(count).fill(-1)
  }
}

export function joinLine(w: World, visit: number, component: number, replica: number): void {
  const { lines, model } = w
  const { ints } = w.visits
  const line = lineOf(w, component, replica) + model.serving.line[component * model.journeys.length + ints[visit + JOURNEY]]
  const tail = lines.tail[line]
  ints[visit + NEXT] = -1
  ints[visit + PREVIOUS] = tail
  if (tail < 0) lines.head[line] = visit
  else ints[tail + NEXT] = visit
  lines.tail[line] = visit
  if (model.serving.hasPatience[component] === 1) startPatience(w, visit, component)
  if ((model.serving.features[component] & CONTROLS_DELAY) !== 0) startControlledPatience(w, visit, component, replica)
}

function startPatience(w: World, visit: number, component: number): void {
  const { patience, patienceLane } = w.model.serving
  const ms = sampleWork(patience, component, w.chance, streamOf(component, PATIENCE), w.visits.ints[visit + KEY])
  const generation = w.visits.ints[visit + GENERATION]
  if (patienceLane[component] >= 0) w.queue.pushLane(patienceLane[component], LOST_PATIENCE, visit, generation)
  else w.queue.push(ms, LOST_PATIENCE, visit, generation)
}

/** Waits the interval at most, and the target where the queue has not been empty for that long (Maurer 2015, after CoDel). */
function startControlledPatience(w: World, visit: number, component: number, replica: number): void {
  const rule = w.model.serving.controlledDelays[component]
  if (!rule) return
  const now = w.queue.clock[0]
  if (w.replicas.waiting[replica] === 1) w.lines.emptyAt[replica] = now
  const ms = now - w.lines.emptyAt[replica] > rule.intervalMs ? rule.targetMs : rule.intervalMs
  w.queue.push(ms, LOST_PATIENCE, visit, w.visits.ints[visit + GENERATION])
}

/** Takes the first, or where the latest is served first the last, of the first line in which anybody waits. */
export function takeFirst(w: World, component: number, replica: number): number {
  let line = lineOf(w, component, replica)
  while (w.lines.head[line] < 0) line++
  const latest = (w.model.serving.features[component] & LATEST_FIRST) !== 0
  const visit = latest ? w.lines.tail[line] : w.lines.head[line]
  leaveLine(w, visit, line)
  return visit
}

/** A request that has waited long enough leaves. This comes too late where it has got its worker meanwhile, or is gone. */
export function losePatience(w: World, visit: number, generation: number): void {
  const { ints } = w.visits
  if (ints[visit + GENERATION] !== generation || ints[visit + STATE] !== WAITING) return
  const component = ints[visit + COMPONENT]
  const replica = ints[visit + REPLICA]
  if ((w.replicas.status[replica] & PAUSED) !== 0) {
    // A frozen replica looks at its clock when it goes on.
    defer(w, replica, LOST_PATIENCE, visit, generation)
    return
  }
  leaveItsLine(w, visit, component, replica)
  w.replicas.waiting[replica]--
  w.meter.queue.down(component, w.queue.clock[0])
  w.meter.abandoned.add(component)
  if ((w.model.serving.features[component] & BLOCKS) !== 0) admitBlocked(w, replica)
  finish(w, visit, OUT_OF_PATIENCE)
}

/** Nobody waits at a replica any more. */
export function clearLines(w: World, component: number, replica: number): void {
  const first = lineOf(w, component, replica)
  const end = first + w.model.serving.lines[component]
  w.lines.head.fill(-1, first, end)
  w.lines.tail.fill(-1, first, end)
}

/** Takes a request out of the line in which it waits, wherever it stands. */
export function leaveItsLine(w: World, visit: number, component: number, replica: number): void {
  const { line } = w.model.serving
  const journey = w.visits.ints[visit + JOURNEY]
  leaveLine(w, visit, lineOf(w, component, replica) + line[component * w.model.journeys.length + journey])
}

function leaveLine(w: World, visit: number, line: number): void {
  const { ints } = w.visits
  const next = ints[visit + NEXT]
  const previous = ints[visit + PREVIOUS]
  if (previous < 0) w.lines.head[line] = next
  else ints[previous + NEXT] = next
  if (next < 0) w.lines.tail[line] = previous
  else ints[next + PREVIOUS] = previous
}

/** The first line of a replica. */
function lineOf({ lines, model }: World, component: number, replica: number): number {
  return lines.first[component] + (replica - model.components.firstReplica[component]) * model.serving.lines[component]
}
