import { nextTime } from '../chance/work-sampler.ts'
import { THOUGHT, USERS_CHANGE } from '../events/event-kinds.ts'
import { offer } from './source.ts'
import { ARRIVALS, streamOf, type World } from './world.ts'

/**
 * A closed loop: so many users, each of whom thinks, sends a request, waits until it is answered, well or badly, and thinks again.
 * The scenario's scale multiplies their number: who comes begins by thinking, who is too many leaves before the next request.
 */
export class Users {
  wanted = 0
  /** Of those there are, including those who will leave. */
  present = 0
  /** Users who would send, but whose source is stopped or frozen. */
  held = 0
}

/** The users who are there when the run begins, and the moments at which their number changes. */
export function beginUsers(w: World, index: number): void {
  const users = w.users[index]
  if (users) changeUsers(w, index, wantedAt(w, index, 0))
}

/** So many users are wanted from now on. */
export function changeUsers(w: World, index: number, wanted: number): void {
  const users = w.users[index]
  if (!users) return
  users.wanted = wanted
  for (; users.present < wanted; users.present++) think(w, index)
  scheduleChange(w, index)
}

/** A user has thought. */
export function send(w: World, index: number): void {
  const users = w.users[index]
  if (!users) return
  if (users.present > users.wanted) users.present--
  else if (!offer(w, w.model.sources[index], -1)) users.held++
}

/** A user has been answered, or a request of theirs was lost with their source. */
export function think(w: World, index: number): void {
  const source = w.model.sources[index]
  w.queue.push(nextTime(source.think, 0, w.chance, streamOf(source.component, ARRIVALS)), THOUGHT, index, 0)
}

/** A source that was stopped or frozen goes on, and its users with it. */
export function releaseUsers(w: World, component: number): void {
  const index = w.sourceOf[component]
  const users = index >= 0 ? w.users[index] : null
  if (!users) return
  const { held } = users
  users.held = 0
  for (let i = 0; i < held; i++) w.queue.push(0, THOUGHT, index, 0)
}

function scheduleChange(w: World, index: number): void {
  const { start, scale, slope } = w.model.sources[index].load
  const now = w.queue.clock[0]
  const { users: most } = w.model.sources[index]
  const segment = w.segments[index]
  const end = segment + 1 < start.length ? start[segment + 1] : Number.POSITIVE_INFINITY
  const growth = most * slope[segment]
  const wanted = w.users[index]?.wanted ?? 0
  // The next number is wanted from halfway to it on.
  const step = Math.sign(growth)
  const crossing = growth === 0 ? Number.POSITIVE_INFINITY : start[segment] + (wanted + step / 2 - most * scale[segment]) / growth
  if (crossing < end) {
    w.queue.push(Math.max(0, crossing - now), USERS_CHANGE, index, wanted + step)
    return
  }
  if (end === Number.POSITIVE_INFINITY) return
  w.segments[index] = segment + 1
  w.queue.push(end - now, USERS_CHANGE, index, wantedAt(w, index, segment + 1))
}

/** At the beginning of a load segment. */
function wantedAt(w: World, index: number, segment: number): number {
  const { users, load } = w.model.sources[index]
  return Math.round(users * Math.max(0, load.scale[segment]))
}
