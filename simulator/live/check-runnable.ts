import { behaviourOf, isSource } from '../../app/catalogue/behaviour-of.ts'
import { simulatedOnly } from '../../app/catalogue/container-context.ts'
import { connectionId, type Design } from '../../app/design/design.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { effectsOf } from '../../app/faults/faults.ts'
import { live, refusal } from '../../app/faults/support.ts'
import { beyondStub } from '../../app/run/beyond-stub.ts'
import { RunFailure } from '../../app/run/engine.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'
import { outOfReach } from './faults/out-of-reach.ts'
import { leftOut } from './left-out.ts'

/** Throws a RunFailure where the design cannot be run at all; answers what the live engine leaves out, in sentences. */
export function checkRunnable(design: Design, scenario: ResolvedScenario): string[] {
  const ids = Object.keys(design.components)
  if (ids.length === 0) throw new RunFailure('The design has no components: draw some first.')
  for (const connection of design.connections ?? []) {
    for (const end of [connection.from, connection.to]) {
      if (!Object.hasOwn(design.components, end)) {
        throw new RunFailure(
          `The connection ${connection.from}->${connection.to} needs a component "${end}", which is not there: add it or remove the connection.`,
        )
      }
    }
  }
  const sources = ids.filter((id) => isSource(design.components[id]))
  if (sources.length === 0) throw new RunFailure('Nothing sends requests: add traffic and connect it.')
  checkTraffic(design)
  checkContainers(design)
  return [
    ...scenario.faults.flatMap(({ fault }) => {
      const refused = refusal(live, effectsOf(fault))
      return refused ? [`The ${fault.kind} fault on ${fault.target} at ${fault.at} has no effect in a run, since ${refused}.`] : []
    }),
    ...scenario.faults.flatMap((resolved) =>
      outOfReach(design, resolved).map(
        ({ target, why }) =>
          `The ${resolved.fault.kind} fault at ${resolved.fault.at} has no effect on ${targetName(target, design)}, since ${why}.`,
      ),
    ),
    ...leftOut(design),
  ]
}

/** Without its requests nothing else of a run would mean anything. */
function checkTraffic({ components }: Design): void {
  const [recorded] = Object.entries(components).flatMap(([id, component]) => {
    const behaviour = behaviourOf(component)
    return behaviour?.model === 'source' && behaviour.trace ? [id] : []
  })
  if (recorded === undefined) return
  throw new RunFailure(`${recorded} sends what was recorded, which can be predicted and not be run yet: give it a rate or users.`, recorded)
}

/** Everything that is drawn has to stand in a container and be spoken to, or what is measured is another system. */
function checkContainers(design: Design): void {
  for (const id of Object.keys(design.components)) {
    const reason = simulatedOnly(design, id)
    if (reason !== undefined) throw new RunFailure(`${id} can be predicted and not be run: ${reason}`, id)
  }
  const [first, ...more] = beyondStub(design)
  if (!first) return
  const others = more.length === 0 ? '' : ` The same holds for ${more.map(({ connection }) => connectionId(connection)).join(', ')}.`
  throw new RunFailure(`${first.why}: ${first.remedy}.${others}`, first.connection.from)
}
