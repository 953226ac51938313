import { childKey } from '../chance/streams.ts'
import { REACH, TIMEOUT } from '../events/event-kinds.ts'
import type { Histogram } from '../measure/histogram.ts'
import type { Meter } from '../measure/meter.ts'
import { BROKER, type Model } from '../model/model.ts'
import { sendForeseen } from './foreseen.ts'
import { closeBranch } from './steps.ts'
import {
  CALLER,
  COMPONENT,
  CONNECTION,
  EPOCH,
  HOLDS,
  JOURNEY,
  KEY,
  OPEN,
  REMAINING,
  REPLICA,
  SENT_AT,
  SPAN,
  STATE,
  TRAVELLING,
  TRIES,
} from './visits.ts'
import type { World } from './world.ts'

/**
 * A plain call is along a connection without retries, breaker, budget or jitter: it is sent, perhaps with a timer, and it is
 * over when it is answered. It takes the short path in this file, on the same cells as the long one in `caller.ts` and
 * `network.ts`, which takes over while a fault strikes the connection and whenever the call goes wrong.
 */
export interface PlainCall {
  /** No fault strikes the connection now. */
  clear: boolean
  readonly connection: number
  readonly target: number
  readonly salt: number
  readonly latencyMs: number
  readonly latencyLane: number
  readonly timeoutMs: number
  readonly timeoutLane: number
  readonly latency: Histogram
}

/** By connection; null: calls along it are not plain. */
export function toPlainCalls({ components, connections, calls }: Model, meter: Meter, salts: Int32Array): (PlainCall | null)[] {
  return connections.ids.map((_, k) => {
    const plain =
      components.model[connections.from[k]] !== BROKER &&
      calls.features[k] === 0 &&
      connections.retries[k] === 0 &&
      connections.budget[k] === Number.POSITIVE_INFINITY &&
      connections.breakerFailures[k] === Number.POSITIVE_INFINITY &&
      connections.breakerConsecutive[k] === Number.POSITIVE_INFINITY &&
      connections.jitter[k] === 0 &&
      connections.lookup[k] < 0 &&
      connections.fills[k] < 0
    if (!plain) return null
    return {
      clear: false,
      connection: k,
      target: connections.to[k],
      salt: salts[k],
      latencyMs: connections.latency[k],
      latencyLane: connections.latencyLane[k],
      timeoutMs: connections.timeout[k],
      timeoutLane: connections.timeoutLane[k],
      latency: meter.latency.interval.of(meter.firstConnection + k),
    }
  })
}

/** By component x journeys + journey: the plain call that is all it does after its work; null: it does something else. */
export function toOnlyCalls({ components, plan, journeys }: Model, calls: (PlainCall | null)[]): (PlainCall | null)[] {
  return plan.firstStep.length === 0
    ? []
    : Array.from(plan.firstStep, (step, key) => {
        const branch = plan.firstBranch[step]
        const alone = plan.endStep[key] === step + 1 && plan.endBranch[step] === branch + 1
        const forwards = components.forwards[Math.floor(key / journeys.length)] === 1
        return alone && !forwards && plan.calls[branch] === 1 && plan.missOf[branch] < 0 ? calls[plan.connection[branch]] : null
      })
}

/** `salt`: that of the connection, but where several such calls are made side by side. */
export function callPlainly(w: World, caller: number, plain: PlainCall, salt: number): void {
  const { queue, visits } = w
  const call = visits.take()
  const { ints, doubles } = visits
  const now = queue.clock[0]
  const parent = ints[caller + SPAN]
  ints[caller + OPEN]++
  ints[call + STATE] = TRAVELLING
  ints[call + COMPONENT] = plain.target
  ints[call + REPLICA] = -1
  ints[call + CONNECTION] = plain.connection
  ints[call + JOURNEY] = ints[caller + JOURNEY]
  ints[call + CALLER] = caller
  ints[call + KEY] = childKey(ints[caller + KEY], salt)
  ints[call + HOLDS] = 0
  ints[call + TRIES] = 0
  ints[call + REMAINING] = 0
  ints[call + SPAN] = parent === 0 ? 0 : w.tracer.begin(parent, plain.target, plain.connection, now)
  doubles[(call >> 1) + SENT_AT] = now
  if (sendForeseen(w, call, plain)) return
  if (plain.timeoutLane >= 0) queue.pushLane(plain.timeoutLane, TIMEOUT, call, ints[call + EPOCH])
  if (plain.latencyLane >= 0) queue.pushLane(plain.latencyLane, REACH, call, 0)
  else queue.pushAtOnce(REACH, call, 0)
}

/** A call that nobody follows in a trace was answered well. */
export function settlePlainly(w: World, call: number, plain: PlainCall): void {
  const { visits } = w
  const caller = visits.ints[call + CALLER]
  plain.latency.record(w.queue.clock[0] - visits.doubles[(call >> 1) + SENT_AT])
  visits.give(call)
  closeBranch(w, caller, true)
}
