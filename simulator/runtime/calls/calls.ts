import type { ProgramCall } from '../../../app/run/program.ts'
import { createClient } from '../clients/clients.ts'
import type { Random } from '../measure/random.ts'
import { CallPolicy, type Ended } from './call-policy.ts'

/** All that one component calls: connections of equal order side by side, ascending orders one after another. */
export class Calls {
  readonly #groups: Callee[][]
  readonly #callees: Callee[]
  readonly #random: Random

  constructor(calls: ProgramCall[], random: Random) {
    this.#random = random
    this.#callees = calls.map((call) => ({ call, policy: new CallPolicy(call, createClient(call, random), random) }))
    const orders = [...new Set(calls.map((call) => call.order))].sort((a, b) => a - b)
    this.#groups = orders.map((order) => this.#callees.filter(({ call }) => call.order === order && !call.standsIn))
  }

  /** Makes the calls of one request; nothing is called after a step that failed. */
  async make(journey: string): Promise<Ended> {
    let degraded = false
    for (const group of this.#groups) {
      const ended = joined(await Promise.all(group.map((callee) => this.#repeat(callee, journey, this.#countFor(callee.call, journey)))))
      if (ended.failure !== null) return ended
      degraded ||= ended.degraded
    }
    return { failure: null, degraded }
  }

  /** Attempts after the first since the last call, by connection. */
  takeRetries(): Record<string, number> {
    const retries = this.#callees.map(({ call, policy }) => [call.connection, policy.takeRetries()] as const)
    return Object.fromEntries(retries.filter(([, count]) => count > 0))
  }

  async #repeat(callee: Callee, journey: string, count: number): Promise<Ended> {
    if (callee.call.parallel && count > 1) {
      return joined(await Promise.all(Array.from({ length: count }, () => this.#repeat(callee, journey, 1))))
    }
    let degraded = false
    for (let left = count; left > 0; left -= 1) {
      const ended = await callee.policy.call(journey)
      // What stands in for a call that failed stands in for those that would have followed it.
      if (ended.failure !== null) return this.#goOn(callee.call, journey, left, ended.failure)
      degraded ||= ended.degraded
    }
    return { failure: null, degraded }
  }

  /** So many calls have failed for good: another answers instead, or the request goes on without them, or it fails. */
  async #goOn(call: ProgramCall, journey: string, missed: number, failure: string): Promise<Ended> {
    const fallback = this.#callees.find((callee) => callee.call.connection === call.fallback)
    const wanted = fallback !== undefined && meanFor(fallback.call, journey) > 0
    const instead = wanted ? await this.#repeat(fallback, journey, this.#countFor(fallback.call, journey, missed)) : undefined
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

interface Callee {
  call: ProgramCall
  policy: CallPolicy
}
