import { removing, setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'
import { msOf, pointsIn } from './scenario-places.ts'

/** Each traffic point is reached before the next one begins. */
export const trafficPointsApart: Rule = {
  id: 'traffic-points-apart',
  severity: 'warning',
  check: (design) => {
    const points = pointsIn(design)
    return points.flatMap(({ id, part, path }) => {
      const at = msOf(part.at) ?? 0
      const end = at + (msOf(part.over) ?? 0)
      const others = points.filter((other) => other.id === id && other.part !== part && other.part.source === part.source)
      const same = others.some(
        (other) => msOf(other.part.at) === at && points.indexOf(other) < points.findIndex((each) => each.part === part),
      )
      const next = others.filter((other) => (msOf(other.part.at) ?? 0) > at && (msOf(other.part.at) ?? 0) < end)[0]
      if (same)
        return [
          {
            message: `In the scenario ${id} traffic has two points at ${part.at}.`,
            remedy: 'Keep one of them.',
            path: [...path, 'at'],
            fix: removing('Take this point out', path),
          },
        ]
      if (!next) return []
      const over = toDuration((msOf(next.part.at) ?? 0) - at)
      return [
        {
          message: `In the scenario ${id} traffic goes to x ${part.scale} from ${part.at} over ${part.over}, and on from there at ${next.part.at} already.`,
          remedy: `Let it take ${over} at most, or the next point come later.`,
          path: [...path, 'over'],
          fix: setting(`Let it take ${over}`, [...path, 'over'], over),
        },
      ]
    })
  },
}
