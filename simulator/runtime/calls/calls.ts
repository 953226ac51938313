import type { ProgramCall } from '../../../app/run/program.ts'
import { createClient } from '../clients/clients.ts'
import type { Random } from '../measure/random.ts'
import type { CallCounts } from '../measure/reports.ts'
import { CallPolicy, type Ended } from './call-policy.ts'
import type { Held } from './permits.ts'

/** All that one component calls: connections of equal order side by side, ascending orders one after another. */
export class Calls {
  readonly #groups: Callee[][]
  readonly #callees: Callee[]
  readonly #random: Random

  /** `client`: how a connection is called. */
  constructor(calls: ProgramCall[], random: Random, client: typeof createClient = createClient) {
    this.#random = random
    this.#callees = calls.map((call) => ({ call, policy: new CallPolicy(call, client(call, random), random) }))
    const orders = [...new Set(calls.map((call) => call.order))].sort((a, b) => a - b)
    this.#groups = orders.map((order) => this.#callees.filter(({ call }) => call.order === order && !call.standsIn))
  }

  /** Makes the calls of one request; nothing is called after a step that failed. */
  async make(journey: string): Promise<Ended> {
    const request: Request = { journey, held: new Map() }
    let degraded = false
    try {
      for (const group of this.#groups) {
        const ended = joined(await Promise.all(group.map((callee) => this.#repeat(callee, request, this.#countFor(callee.call, journey)))))
        if (ended.failure !== null) return ended
        degraded ||= ended.degraded
      }
      return { failure: null, degraded }
    } finally {
      for (const giveBack of request.held.values()) giveBack()
    }
  }

  /** By connection, what was counted since the last call. */
  takeCounts(): Record<string, CallCounts> {
    return Object.fromEntries(
      this.#callees.flatMap(({ call, policy }) => {
        const counts = policy.takeCounts()
        return counts ? [[call.connection, counts]] : []
      }),
    )
  }

  async #repeat(callee: Callee, request: Request, count: number): Promise<Ended> {
    if (callee.call.parallel && count > 1) {
      return joined(await Promise.all(Array.from({ length: count }, () => this.#repeat(callee, request, 1))))
    }
    let degraded = false
    for (let left = count; left > 0; left -= 1) {
      const ended = await callee.policy.call(request.journey, request.held)
      // What stands in for a call that failed stands in for those that would have followed it.
      if (ended.failure !== null) return this.#goOn(callee.call, request, left, ended.failure)
      degraded ||= ended.degraded
    }
    return { failure: null, degraded }
  }

  /** So many calls have failed for good: another answers instead, or the request goes on without them, or it fails. */
  async #goOn(call: ProgramCall, request: Request, missed: number, failure: string): Promise<Ended> {
    const fallback = this.#callees.find((callee) => callee.call.connection === call.fallback)
    const wanted = fallback !== undefined && meanFor(fallback.call, request.journey) > 0
    const instead = wanted ? await this.#repeat(fallback, request, this.#countFor(fallback.call, request.journey, missed)) : undefined
    if (instead?.failure === null || call.optional) return { failure: null, degraded: true }
    return { failure: instead?.failure ?? failure, degraded: false }
  }

  /** Of a mean of 2.3, two calls and with a chance of 0.3 a third. */
  #countFor(call: ProgramCall, journey: string, times = 1): number {
    const mean = meanFor(call, journey) * times
    const whole = Math.floor(mean)
    return whole + (this.#random() < mean - whole ? 1 : 0)
  }
}

function meanFor({ calls }: ProgramCall, journey: string): number {
  return calls[journey] ?? calls.default ?? 0
}

/** Calls made side by side as one: it has failed where one of them has. */
function joined(all: Ended[]): Ended {
  return { failure: all.find(({ failure }) => failure !== null)?.failure ?? null, degraded: all.some(({ degraded }) => degraded) }
}

/** One request that makes calls. */
interface Request {
  journey: string
  held: Held
}

interface Callee {
  call: ProgramCall
  policy: CallPolicy
}
