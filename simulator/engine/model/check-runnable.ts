import type { Behaviour } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import type { ResolvedScenario } from '../../../app/run/scenario.ts'
import { checkReferences } from './check-references.ts'

/** Refuses what cannot be run, with the component and the field named. The design rules say more, and say it earlier. */
export function checkRunnable(design: Design, behaviours: Behaviour[], scenario: ResolvedScenario): void {
  if (!(scenario.duration > 0) || !Number.isFinite(scenario.duration)) {
    throw new RunFailure(`Scenario ${scenario.id} lasts ${scenario.duration} seconds: give it a duration above zero.`)
  }
  const ids = Object.keys(design.components)
  behaviours.forEach((behaviour, i) => {
    checkBehaviour(ids[i], behaviour)
  })
  for (const { from, to } of design.connections ?? []) {
    const missing = [from, to].find((id) => !ids.includes(id))
    if (missing !== undefined) {
      throw new RunFailure(
        `The connection ${from}->${to} needs a component "${missing}", which is not in the design: add it or remove the connection.`,
      )
    }
    if (behaviours[ids.indexOf(to)].model === 'source') {
      throw new RunFailure(`The connection ${from}->${to} ends at ${to}, which only sends requests: turn it round or remove it.`, to)
    }
  }
  checkReferences(design, behaviours)
  checkNoCycle(design, behaviours, ids)
}

function checkBehaviour(id: string, behaviour: Behaviour): void {
  const refuse = (field: string, value: number, allowed: string) => {
    throw new RunFailure(`${id} has ${field} ${value}: ${allowed}.`, id)
  }
  if (behaviour.model === 'source') {
    const { ratePerSecond } = behaviour
    if (!(ratePerSecond >= 0) || !Number.isFinite(ratePerSecond)) refuse('rate', ratePerSecond, 'give a number of requests per second')
    if (behaviour.closed && !(behaviour.closed.users >= 1)) refuse('users', behaviour.closed.users, 'it needs at least one user')
    if (!Object.values(behaviour.journeys).some((share) => share > 0)) refuse('journeys', 0, 'give at least one journey a share above 0')
    return
  }
  const { work, concurrency, queueLimit } = behaviour
  if (!(work.meanMs >= 0) || !Number.isFinite(work.meanMs)) refuse('work time', work.meanMs, 'give a duration of zero or more')
  if ((work.distribution === 'lognormal' || work.distribution === 'gamma') && !(work.cv > 0)) {
    refuse('work cv', work.cv, `${work.distribution} needs a variation above 0; for none choose constant`)
  }
  if (!(concurrency >= 1)) refuse('concurrency', concurrency, 'it needs at least one worker')
  if (!(queueLimit >= 0)) refuse('queueLimit', queueLimit, 'give zero or more')
  const { rateLimit, breakdowns } = behaviour
  if (rateLimit && !(rateLimit.ratePerSecond > 0 && rateLimit.burst >= 1)) {
    refuse('rateLimit', Math.min(rateLimit.ratePerSecond, rateLimit.burst), 'give it a rate above 0 and a burst of at least 1')
  }
  if (breakdowns && !(breakdowns.everyMs > 0 && breakdowns.forMs > 0)) {
    refuse('breakdowns', Math.min(breakdowns.everyMs, breakdowns.forMs), 'give both durations above zero')
  }
  if (behaviour.model === 'station' && behaviour.cores !== undefined && !(behaviour.cores > 0)) {
    refuse('cpu', behaviour.cores, 'requests need some of a core to share')
  }
  if (behaviour.model === 'station' && !(behaviour.replicas >= 1)) refuse('replicas', behaviour.replicas, 'it needs at least one replica')
  if (behaviour.model === 'broker' && !(behaviour.prefetch >= 1)) refuse('prefetch', behaviour.prefetch, 'give at least 1')
}

/** A loop of calls that wait for each other never ends. A broker ends it: the publisher does not wait for the consumer. */
function checkNoCycle(design: Design, behaviours: Behaviour[], ids: string[]): void {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const { from, to, mode } of design.connections ?? []) {
    if (mode !== 'async' && waits(behaviours[ids.indexOf(from)])) next.get(from)?.push(to)
  }
  const done = new Set<string>()
  const visit = (id: string, path: string[]): void => {
    const at = path.indexOf(id)
    if (at >= 0) {
      const loop = [...path.slice(at), id].join(' -> ')
      throw new RunFailure(
        `${loop} is a loop of synchronous calls, in which each waits for the next: make one of them async or remove it.`,
        id,
      )
    }
    if (done.has(id)) return
    for (const target of next.get(id) ?? []) visit(target, [...path, id])
    done.add(id)
  }
  for (const id of ids) visit(id, [])
}

/** Whether what calls waits for the answer before it gives its own. */
function waits(behaviour: Behaviour): boolean {
  return behaviour.model === 'source' || (behaviour.model === 'station' && behaviour.routing !== 'none')
}
