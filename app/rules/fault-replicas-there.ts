import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { faultsIn } from './scenario-places.ts'

/** A fault strikes no more replicas than there are. */
export const faultReplicasThere: Rule = {
  id: 'fault-replicas-there',
  severity: 'warning',
  check: (design) =>
    faultsIn(design).flatMap(({ id, part, path }) => {
      const behaviour = behaviourAt(design, part.target)
      // `scale` says how many there will be; of a function and of a group, how many there are follows from the run.
      if (part.kind === 'scale' || !('replicas' in part) || behaviour?.model !== 'station' || behaviour.instances) return []
      const most = behaviour.autoscale?.max ?? behaviour.replicas
      const { replicas } = part
      if (replicas === undefined || replicas <= most) return []
      return [
        {
          message: `In the scenario ${id} the fault "${part.kind}" strikes ${counted(replicas, 'replica')} of ${part.target}, which has ${most}.`,
          remedy: `Strike ${most} at most, or leave the number out for all.`,
          path: [...path, 'replicas'],
          fix: setting(`Strike ${most}`, [...path, 'replicas'], most),
        },
      ]
    }),
}
