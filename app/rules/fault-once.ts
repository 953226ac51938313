import { removing } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { faultsIn } from './scenario-places.ts'

/** No fault is written twice. */
export const faultOnce: Rule = {
  id: 'fault-once',
  severity: 'warning',
  check: (design) => {
    const faults = faultsIn(design)
    const written = faults.map(({ id, part }) => JSON.stringify([id, Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))]))
    return faults.flatMap(({ id, part, path }, at) =>
      written.indexOf(written[at] ?? '') === at
        ? []
        : [
            {
              message: `In the scenario ${id} the fault "${part.kind}" on ${part.target} at ${part.at} is written twice.`,
              remedy: 'Keep one of them.',
              path,
              fix: removing('Take this one out', path),
            },
          ],
    )
  },
}
