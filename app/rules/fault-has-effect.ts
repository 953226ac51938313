import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { Design } from '../design/design.ts'
import { removing } from '../design/fix.ts'
import type { Fault } from '../faults/faults.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { faultsIn, msOf } from './scenario-places.ts'

/** A fault changes something: it lasts, and what it sets differs from what is there. */
export const faultHasEffect: Rule = {
  id: 'fault-has-effect',
  severity: 'warning',
  check: (design) =>
    faultsIn(design).flatMap(({ id, part, path }) => {
      const why = reason(design, part)
      if (why === undefined) return []
      return [
        {
          message: `In the scenario ${id} the fault "${part.kind}" on ${part.target} ${why[1]}.`,
          remedy: why[2],
          path: [...path, why[0]],
          fix: removing('Take the fault out', path),
        },
      ]
    }),
}

function reason(design: Design, fault: Fault): [field: string, reason: string, remedy: string] | undefined {
  if (msOf(fault.for) === 0) return ['for', 'lasts no time at all', 'Write for: 10s, or leave it out to let it last.']
  const behaviour = behaviourAt(design, fault.target)
  if (fault.kind === 'scale' && behaviour?.model === 'station' && !behaviour.autoscale && fault.replicas === behaviour.replicas)
    return [
      'replicas',
      `sets the ${counted(behaviour.replicas, 'replica')} there ${behaviour.replicas === 1 ? 'is' : 'are'}`,
      'Choose another number.',
    ]
  const [field, value] = Object.entries(fault).find(([key, each]) => nothing[key] !== undefined && nothing[key] === toNumber(each)) ?? []
  return field === undefined ? undefined : [field, `changes nothing: its ${field} is ${value}`, 'Write a value that does.']
}

/** Values at which a field leaves everything as it is. */
const nothing: Record<string, number> = { factor: 1, rate: 0, add: 0 }

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : msOf(value)
}
