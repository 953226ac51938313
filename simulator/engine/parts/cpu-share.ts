import { SHARE_DONE } from '../events/event-kinds.ts'
import { workDone } from './station.ts'
import { COMPONENT, GENERATION } from './visits.ts'
import type { World } from './world.ts'

/**
 * The CPU of one replica, shared by all requests that are worked on: with n of them and c cores each gets min(1, c/n) of a core
 * (egalitarian processor sharing; Kleinrock II, 1976, 4.4). Kept in virtual time, which passes at that speed: a request is done
 * when its work has passed since it began, so that only the earliest end has to be known.
 */
export class CpuShare {
  cores: number
  count = 0
  /** Of the end that is scheduled; another end makes it stale. */
  generation = 0
  /** Virtual time at real time `at`. */
  private virtual = 0
  private at = 0
  private frozen = false
  /** A binary heap of the virtual times at which requests end, and the requests. */
  private ends = new Float64Array(16)
  private visits = new Int32Array(16)

  constructor(cores: number) {
    this.cores = cores
  }

  add(visit: number, work: number, now: number): void {
    this.pass(now)
    if (this.count === this.ends.length) this.grow()
    this.siftUp(this.count++, this.virtual + work, visit)
  }

  /** Real time until the earliest request is done; Infinity: there is none, or the replica is frozen. */
  untilNext(now: number): number {
    this.pass(now)
    if (this.count === 0 || this.frozen) return Number.POSITIVE_INFINITY
    return Math.max(0, this.ends[0] - this.virtual) / this.speed()
  }

  /** Takes out the request whose end is due now. */
  takeDone(now: number): number {
    this.pass(now)
    // Exactly at its end, whatever rounding says.
    this.virtual = this.ends[0]
    const visit = this.visits[0]
    const last = --this.count
    if (last > 0) this.siftDown(this.ends[last], this.visits[last])
    else this.virtual = 0
    return visit
  }

  /** Takes out a request that is not done. */
  remove(visit: number, now: number): void {
    this.pass(now)
    const i = this.visits.indexOf(visit)
    const last = --this.count
    if (this.count === 0) this.virtual = 0
    if (i === last) return
    const [end, moved] = [this.ends[last], this.visits[last]]
    if (i > 0 && this.ends[(i - 1) >> 1] > end) this.siftUp(i, end, moved)
    else this.siftDown(end, moved, i)
  }

  changeCores(cores: number, now: number): void {
    this.pass(now)
    this.cores = cores
  }

  freeze(frozen: boolean, now: number): void {
    this.pass(now)
    this.frozen = frozen
  }

  clear(): void {
    this.count = 0
    this.virtual = 0
    this.generation++
  }

  /** In thousandths of a core. */
  used(): number {
    return this.frozen ? 0 : Math.round(1000 * Math.min(this.count, this.cores))
  }

  private speed(): number {
    return this.count <= this.cores ? 1 : this.cores / this.count
  }

  private pass(now: number): void {
    if (this.count > 0 && !this.frozen) this.virtual += (now - this.at) * this.speed()
    this.at = now
  }

  private siftUp(from: number, end: number, visit: number): void {
    let i = from
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.ends[parent] <= end) break
      this.ends[i] = this.ends[parent]
      this.visits[i] = this.visits[parent]
      i = parent
    }
    this.ends[i] = end
    this.visits[i] = visit
  }

  private siftDown(end: number, visit: number, from = 0): void {
    let i = from
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.count) break
      if (child + 1 < this.count && this.ends[child + 1] < this.ends[child]) child++
      if (end <= this.ends[child]) break
      this.ends[i] = this.ends[child]
      this.visits[i] = this.visits[child]
      i = child
    }
    this.ends[i] = end
    this.visits[i] = visit
  }

  private grow(): void {
    const ends = new Float64Array(2 * this.ends.length)
    const visits = new Int32Array(ends.length)
    ends.set(this.ends)
    visits.set(this.visits)
    this.ends = ends
    this.visits = visits
  }
}

/** Work on a request begins beside that on all others of the replica. */
export function beginShared(w: World, visit: number, component: number, replica: number, work: number): void {
  change(w, component, replica, (share, now) => share.add(visit, work, now))
}

/** The earliest request of a replica is done, if nothing has changed since this was scheduled. */
export function shareDone(w: World, replica: number, generation: number): void {
  const share = w.shares[replica]
  if (share === null || share.generation !== generation) return
  const visit = share.takeDone(w.queue.clock[0])
  const component = w.visits.ints[visit + COMPONENT]
  change(w, component, replica, () => {})
  workDone(w, visit, w.visits.ints[visit + GENERATION])
}

/** Work on a request ends before it is done. */
export function takeOutOfShare(w: World, component: number, replica: number, visit: number): void {
  change(w, component, replica, (share, now) => share.remove(visit, now))
}

export function clearShare(w: World, component: number, replica: number): void {
  change(w, component, replica, (share) => share.clear())
}

export function freezeShare(w: World, component: number, replica: number, frozen: boolean): void {
  change(w, component, replica, (share, now) => share.freeze(frozen, now))
}

/** Each of a component's replicas has as many cores from now on as faults leave it. */
export function changeCores(w: World, component: number): void {
  const first = w.model.components.firstReplica[component]
  for (let replica = first; replica < first + w.model.components.mostReplicas[component]; replica++) {
    const cores = w.faults.cores[replica]
    if (w.shares[replica]?.cores !== cores) change(w, component, replica, (share, now) => share.changeCores(cores, now))
  }
}

/** Lets a replica's share change, counts the cores in use, and schedules what is then the earliest end. */
function change(w: World, component: number, replica: number, act: (share: CpuShare, now: number) => void): void {
  const share = w.shares[replica]
  if (share === null) return
  const now = w.queue.clock[0]
  const { cores } = w.meter
  const before = w.coresUsed[replica]
  act(share, now)
  w.coresUsed[replica] = share.used()
  cores.set(component, cores.now(component) + w.coresUsed[replica] - before, now)
  const ms = share.untilNext(now)
  share.generation++
  if (ms < Number.POSITIVE_INFINITY) w.queue.push(ms, SHARE_DONE, replica, share.generation)
}
