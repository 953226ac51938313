import type { ProgramCall } from '../../../app/run/program.ts'
import { createClient } from '../clients/clients.ts'
import type { Random } from '../measure/random.ts'
import { CallPolicy } from './call-policy.ts'

/** All that one component calls: connections of equal order side by side, ascending orders one after another. */
export class Calls {
  readonly #groups: Callee[][]
  readonly #callees: Callee[]
  readonly #random: Random

  constructor(calls: ProgramCall[], random: Random) {
    this.#random = random
    this.#callees = calls.map((call) => ({ call, policy: new CallPolicy(call, createClient(call, random), random) }))
    const orders = [...new Set(calls.map((call) => call.order))].sort((a, b) => a - b)
    this.#groups = orders.map((order) => this.#callees.filter(({ call }) => call.order === order))
  }

  /** Makes the calls of one request. Answers what went wrong, or null; nothing is called after a step that failed. */
  async make(journey: string): Promise<string | null> {
    for (const group of this.#groups) {
      const failures = await Promise.all(group.map((callee) => this.#repeat(callee, journey)))
      const failure = failures.find((each) => each !== null)
      if (failure !== undefined) return failure
    }
    return null
  }

  /** Attempts after the first since the last call, by connection. */
  takeRetries(): Record<string, number> {
    const retries = this.#callees.map(({ call, policy }) => [call.connection, policy.takeRetries()] as const)
    return Object.fromEntries(retries.filter(([, count]) => count > 0))
  }

  async #repeat({ call, policy }: Callee, journey: string): Promise<string | null> {
    const count = this.#countFor(call, journey)
    if (call.parallel) {
      const failures = await Promise.all(Array.from({ length: count }, () => policy.call(journey)))
      return failures.find((failure) => failure !== null) ?? null
    }
    for (let left = count; left > 0; left -= 1) {
      const failure = await policy.call(journey)
      if (failure !== null) return failure
    }
    return null
  }

  /** Of a mean of 2.3, two calls and with a chance of 0.3 a third. */
  #countFor(call: ProgramCall, journey: string): number {
    const mean = call.calls[journey] ?? call.calls.default ?? 0
    const whole = Math.floor(mean)
    return whole + (this.#random() < mean - whole ? 1 : 0)
  }
}

interface Callee {
  call: ProgramCall
  policy: CallPolicy
}
