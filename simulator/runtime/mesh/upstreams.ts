import type { Socket } from 'node:net'
import type { EdgeConfig, Upstream } from '../control/messages.ts'
import { Gate } from './gate.ts'

/** One replica that may be called, with what is going on there now. */
export interface Target extends Upstream {
  /** Requests (HTTP) or connections (others) in use, over all drawn connections. */
  active: number
  /** Not chosen before this time, because it refused a connection. */
  restUntil: number
  readonly sockets: Set<Socket>
}

const restMs = 500

/** The replicas of one component, as the program last named them. */
export class Upstreams {
  #targets: Target[] = []
  #gate: Gate | undefined

  /** One for all connections that lead here. */
  gate(limit: number): Gate {
    this.#gate ??= new Gate(limit)
    return this.#gate
  }

  get targets(): readonly Target[] {
    return this.#targets
  }

  /** `cut` breaks the connections to replicas that are no longer listed, as when they were killed; otherwise these run dry. */
  update(upstreams: Upstream[], cut: boolean): void {
    const kept = new Map(this.#targets.map((target) => [`${target.replica} ${target.host}`, target]))
    this.#targets = upstreams.map((upstream) => {
      const key = `${upstream.replica} ${upstream.host}`
      const target = kept.get(key) ?? { ...upstream, active: 0, restUntil: 0, sockets: new Set() }
      kept.delete(key)
      return target
    })
    if (cut) for (const target of kept.values()) for (const socket of target.sockets) socket.destroy()
  }
}

/** Chooses replicas for the requests of one connection; each connection keeps its own turn. */
export class Balancer {
  #turn = 0
  readonly #balance: EdgeConfig['balance']

  constructor(balance: EdgeConfig['balance']) {
    this.#balance = balance
  }

  /** undefined: there is none that was not tried already. */
  choose(targets: readonly Target[], tried: ReadonlySet<Target>): Target | undefined {
    const left = targets.filter((target) => !tried.has(target))
    const rested = left.filter((target) => target.restUntil <= performance.now())
    const free = rested.length > 0 ? rested : left
    if (free.length <= 1) return free[0]
    switch (this.#balance) {
      case 'round-robin':
        this.#turn = (this.#turn + 1) % 1_000_000_007
        return free[this.#turn % free.length]
      case 'random':
        return free[Math.floor(Math.random() * free.length)]
      case 'least-connections':
        return leastActive(shuffled(free))
      case 'two-choices':
        return leastActive(shuffled(free).slice(0, 2))
    }
  }
}

export function rest(target: Target): void {
  target.restUntil = performance.now() + restMs
}

function leastActive(targets: Target[]): Target | undefined {
  return targets.reduce((best, target) => (target.active < best.active ? target : best))
}

/** In random order, so that equals are chosen equally often. */
function shuffled(targets: Target[]): Target[] {
  const copy = [...targets]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1))
    const held = copy[last] as Target
    copy[last] = copy[other] as Target
    copy[other] = held
  }
  return copy
}
