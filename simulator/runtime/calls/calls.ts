import type { ProgramCall } from '../../../app/run/program.ts'
import { createClient } from '../clients/clients.ts'
import type { Random } from '../measure/random.ts'
import type { CallCounts } from '../measure/reports.ts'
import type { SpanLog } from '../tracing/span-log.ts'
import type { TraceContext } from '../tracing/trace-context.ts'
import { CallPolicy, type Ended } from './call-policy.ts'
import type { Held } from './permits.ts'

/** All that one component calls: connections of equal order side by side, ascending orders one after another. */
export class Calls {
  readonly #groups: Callee[][]
  readonly #callees: Callee[]
  readonly #random: Random

  /** `client`: how a connection is called. `spans`: where calls of sampled requests are kept. */
  constructor(calls: ProgramCall[], random: Random, client: typeof createClient = createClient, spans?: SpanLog) {
    this.#random = random
    this.#callees = calls.map((call) => ({ call, policy: new CallPolicy(call, client(call, random), random, spans) }))
    const orders = [...new Set(calls.map((call) => call.order))].sort((a, b) => a - b)
    this.#groups = orders.map((order) => this.#callees.filter(({ call }) => call.order === order && !call.standsIn))
  }

  /** Makes the calls of one request; nothing is called after a step that failed. `trace`: it is sampled. */
  async make(journey: string, trace?: TraceContext): Promise<Ended> {
    const request: Request = { journey, trace, held: new Map(), misses: new Map() }
    let degraded = false
    try {
      for (const group of this.#groups) {
        const ended = joined(
          await Promise.all(
            group.map((callee) =>
              this.#repeat(callee, request, this.#countFor(callee.call, journey, this.#missesBefore(callee.call, request))),
            ),
          ),
        )
        if (ended.failure !== null) return ended
        degraded ||= ended.degraded
      }
      return { failure: null, degraded }
    } finally {
      for (const giveBack of request.held.values()) giveBack()
    }
  }

  /** From now on these connections find no address for whom they call, and all others do. */
  setUnresolved(connections: readonly string[]): void {
    for (const { call, policy } of this.#callees) policy.unresolved = connections.includes(call.connection)
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
      const ended = await callee.policy.call(request.journey, request.held, request.trace)
      if (callee.call.cache && this.#isFetched(callee.call)) {
        // A lookup that failed is a miss like those that would have followed it: who uses a cache goes on without it.
        const isOver = ended.failure !== null
        if (isOver || ended.fill) noteMisses(request, callee.call.connection, isOver ? left : 1, ended.fill)
        if (isOver) return { failure: null, degraded }
      } else ended.fill?.()
      // What stands in for a call that failed stands in for those that would have followed it.
      if (ended.failure !== null) return this.#goOn(callee.call, request, left, ended.failure)
      if (!ended.degraded) fillFrom(request, callee.call)
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

  /** Whether some call fetches what this lookup misses. */
  #isFetched({ connection }: ProgramCall): boolean {
    return this.#callees.some(({ call }) => call.onMiss === connection)
  }

  /** How often a call is made as often as it says: once for each miss it serves, or once where its journey asks no cache. */
  #missesBefore({ onMiss }: ProgramCall, { journey, misses }: Request): number {
    const lookup = this.#callees.find(({ call }) => call.connection === onMiss)
    return lookup && meanFor(lookup.call, journey) > 0 ? (misses.get(lookup.call.connection)?.count ?? 0) : 1
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
  trace: TraceContext | undefined
  held: Held
  /** By lookup: how many found nothing, and who hears when it has been fetched. */
  misses: Map<string, { count: number; fills: (() => void)[] }>
}

function noteMisses({ misses }: Request, lookup: string, count: number, fill: (() => void) | undefined): void {
  const known = misses.get(lookup) ?? { count: 0, fills: [] }
  known.count += count
  if (fill) known.fills.push(fill)
  misses.set(lookup, known)
}

/** A call that serves the misses of a lookup was answered in full: what was missed is there. */
function fillFrom({ misses }: Request, { onMiss }: ProgramCall): void {
  const known = onMiss === undefined ? undefined : misses.get(onMiss)
  for (const fill of known?.fills.splice(0) ?? []) fill()
}

interface Callee {
  call: ProgramCall
  policy: CallPolicy
}
