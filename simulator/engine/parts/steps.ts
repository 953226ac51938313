import { keyedUniform } from '../chance/streams.ts'
import { PARALLEL } from '../model/call-table.ts'
import { startCall } from './caller.ts'
import { FAILS } from './fallbacks.ts'
import { missesOf } from './misses.ts'
import { CALL_FAILED, DEGRADED, OK } from './outcomes.ts'
import { callPlainly } from './plain-call.ts'
import { nextToUndo } from './saga.ts'
import { finish } from './station.ts'
import { BROKEN, CALLING, COMPONENT, JOURNEY, KEY, MISSES, OPEN, STATE, STEP } from './visits.ts'
import { CALLS, connectionStream, type World } from './world.ts'

/** Beyond the calls of a request that are made side by side: what undoes has a chance of its own. */
const undoing = 0x10000

/** A request turns to the calls its journey makes. */
export function beginCalls(w: World, visit: number): void {
  const { ints } = w.visits
  const { plan, journeys } = w.model
  const key = ints[visit + COMPONENT] * journeys.length + ints[visit + JOURNEY]
  const step = plan.firstStep[key]
  if (step === plan.endStep[key]) {
    finish(w, visit, OK)
    return
  }
  ints[visit + STATE] = CALLING
  ints[visit + BROKEN] = 0
  ints[visit + MISSES] = 0
  const only = w.onlyCalls[key]
  if (only?.clear) {
    ints[visit + STEP] = step + 1
    ints[visit + OPEN] = 0
    callPlainly(w, visit, only, only.salt)
    return
  }
  ints[visit + STEP] = step
  proceed(w, visit)
}

/** Takes the next steps, until one has to be waited for or all are done. After a step in which a call failed nothing is called. */
function proceed(w: World, visit: number): void {
  const { visits, model } = w
  const component = visits.ints[visit + COMPONENT]
  const end = model.plan.endStep[component * model.journeys.length + visits.ints[visit + JOURNEY]]
  for (;;) {
    // Calls may need room and so move the visits to larger arrays.
    const { ints } = visits
    const step = ints[visit + STEP]
    if ((ints[visit + BROKEN] & FAILS) !== 0) {
      const undone = w.sagas.size === 0 ? -1 : nextToUndo(w, visit)
      if (undone < 0) {
        finish(w, visit, CALL_FAILED)
        return
      }
      ints[visit + OPEN] = 1
      startCall(w, visit, undone, 1, undoing + (w.sagas.get(visit)?.length ?? 0))
      if (--visits.ints[visit + OPEN] > 0) return
      continue
    }
    if (step === end) {
      finish(w, visit, ints[visit + BROKEN] === 0 ? OK : DEGRADED)
      return
    }
    ints[visit + STEP] = step + 1
    // The step itself counts as a branch while it is laid out: calls without delay are answered before all have been made.
    ints[visit + OPEN] = 1
    if (model.components.forwards[component] === 1) forward(w, visit, step)
    else launch(w, visit, step)
    if (--visits.ints[visit + OPEN] > 0) return
  }
}

/** Makes the calls of one step, side by side; calls along the same connection follow one another, unless it says otherwise. */
function launch(w: World, visit: number, step: number): void {
  const { plan } = w.model
  const end = plan.endBranch[step]
  for (let branch = plan.firstBranch[step]; branch < end; branch++) {
    const connection = plan.connection[branch]
    const slot = plan.missOf[branch]
    const mean = slot < 0 ? plan.calls[branch] : plan.calls[branch] * missesOf(w, visit, slot)
    let times = Math.floor(mean)
    const chance = mean - times
    if (chance > 0 && keyedUniform(w.chance, connectionStream(w, connection, CALLS), w.visits.ints[visit + KEY]) < chance) times++
    if (times > 1 && (w.model.calls.features[connection] & PARALLEL) !== 0) {
      for (; times > 0; times--) startCall(w, visit, connection, 1, times - 1)
    } else if (times > 0) startCall(w, visit, connection, times)
  }
}

/** A reverse proxy calls at most one of its targets; what is left of the chances it answers itself. */
function forward(w: World, visit: number, step: number): void {
  const { plan } = w.model
  const first = plan.firstBranch[step]
  let left = keyedUniform(w.chance, connectionStream(w, plan.connection[first], CALLS), w.visits.ints[visit + KEY])
  for (let branch = first; branch < plan.endBranch[step]; branch++) {
    left -= plan.calls[branch]
    if (left < 0) {
      startCall(w, visit, plan.connection[branch], 1)
      return
    }
  }
}

/** A call of the present step is over. The request goes on when it was the last one. */
export function closeBranch(w: World, visit: number, ok: boolean): void {
  const { ints } = w.visits
  if (!ok) ints[visit + BROKEN] |= FAILS
  if (--ints[visit + OPEN] === 0) proceed(w, visit)
}
