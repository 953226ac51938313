import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Fault } from '../faults/faults.ts'
import type { Rule } from './rule.ts'

/** A fault that comes again is over before it does. */
export const faultTimesFit: Rule = {
  id: 'fault-times-fit',
  severity: 'error',
  check: ({ scenarios = {} }) =>
    Object.entries(scenarios).flatMap(([id, scenario]) =>
      (scenario.faults ?? []).flatMap((fault, index) => {
        const said = contradiction(fault)
        if (!said) return []
        const [message, remedy] = said
        return [
          {
            message: `In the scenario ${id} the fault "${fault.kind}" on ${fault.target} ${message}.`,
            remedy,
            path: ['scenarios', id, 'faults', index, 'repeat'],
          },
        ]
      }),
    ),
}

function contradiction({ kind, for: lasts, repeat }: Fault): [message: string, remedy: string] | undefined {
  if (!repeat || !isDuration(repeat.every)) return undefined
  if (lasts === undefined && kind !== 'restart') return ['comes again and does not say how long it lasts', 'Write for: 5s.']
  if (lasts !== undefined && isDuration(lasts) && toMilliseconds(lasts) >= toMilliseconds(repeat.every))
    return [`lasts ${lasts} and comes again every ${repeat.every}`, 'Make it shorter, or come less often.']
  return undefined
}
