import type { Objective } from '../design/design.ts'
import { type Fix, setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { objectivesIn } from './scenario-places.ts'

type Side = 'below' | 'above'

/** A bound that the figure can lie on either side of: a share is from 0 to 1, and nothing is below nothing. */
export const objectiveWithinReach: Rule = {
  id: 'objective-within-reach',
  severity: 'warning',
  check: (design) =>
    objectivesIn(design).flatMap(({ id, part, path }) =>
      (['below', 'above'] as const).flatMap((side) => {
        const bound = part[side]
        const said = typeof bound === 'number' ? outOfReach(part.metric, side, bound) : undefined
        if (said === undefined || typeof bound !== 'number') return []
        const share = bound / 100
        const percent = bound >= 1 && share < 1 && isShare(part.metric)
        return [
          {
            message: `In the scenario ${id} the objective ${part.metric} ${side} ${bound} ${said}.`,
            remedy: percent ? `Shares are written from 0 to 1: ${bound} % is ${share}.` : 'Choose a bound within what can be.',
            path: [...path, side],
            ...(percent ? { fix: fix(bound, share, [...path, side]) } : {}),
          },
        ]
      }),
    ),
}

function fix(bound: number, share: number, path: (string | number)[]): Fix {
  const exact = Number(share.toPrecision(12))
  return setting(`Write ${bound} % as ${exact}`, path, exact)
}

const isShare = (metric: Objective['metric']) => metric === 'availability' || metric === 'errorRate' || metric === 'utilisation'

function outOfReach(metric: Objective['metric'], side: Side, bound: number): string | undefined {
  if (!isShare(metric)) return metric === 'throughput' && side === 'below' && bound <= 0 ? 'can never be met' : undefined
  if (side === 'below') return bound >= 1 ? 'can never be missed' : bound <= 0 ? 'can never be met' : undefined
  return bound >= 1 ? 'can never be met' : bound < 0 ? 'can never be missed' : undefined
}
