import type { Design } from '../design/design.ts'
import { type Fault, strikesConnections } from '../faults/faults.ts'
import { resolveFault } from '../run/fault-target.ts'
import type { Rule } from './rule.ts'

/** A fault strikes something: its target is there, and is of the sort that such a fault can strike. */
export const faultTargetExists: Rule = {
  id: 'fault-target-exists',
  severity: 'error',
  check: (design) =>
    Object.entries(design.scenarios ?? {}).flatMap(([id, scenario]) =>
      (scenario.faults ?? []).flatMap((fault, index) => {
        const { components, connections } = resolveFault(design, fault)
        if (components.length + connections.length > 0) return []
        return [
          {
            message: `In the scenario ${id} the fault "${fault.kind}" has the target "${fault.target}", ${reason(design, fault)}.`,
            remedy: remedy(fault),
            path: ['scenarios', id, 'faults', index, 'target'],
          },
        ]
      }),
    ),
}

function reason(design: Design, { kind, target }: Fault): string {
  const known = Object.hasOwn(design.components, target) || Object.hasOwn(design.groups ?? {}, target)
  if (known) return 'which has no connection that it could strike'
  const isConnection = design.connections?.some(({ from, to }) => `${from}->${to}` === target)
  if (isConnection && !strikesConnections(kind, target)) return 'which is a connection, and it strikes components'
  return 'which is no component, connection or group'
}

function remedy({ kind, target }: Fault): string {
  return strikesConnections(kind, target) ? 'Name a connection as from->to, a component, or a group.' : 'Name a component or a group.'
}
