import { type Connection, callsFor } from '../../design/design.ts'
import { toMilliseconds } from '../../design/quantities.ts'
import { journeysOf } from '../../run/journeys.ts'
import type { TargetGroup } from './counterpart.ts'
import type { Part, Plan } from './plan.ts'

/** How the load balancer before a part treats it; undefined where none is drawn. */
export function targetGroupOf(part: Part, { entrances }: Plan): TargetGroup | undefined {
  const through = entrances.find((entrance) => entrance.part === part)?.ways.find((way) => way.through)?.through
  return through?.counterpart.construct === 'LoadBalancer' ? through.counterpart.targets?.(through.component) : undefined
}

/** As long as a drawn load balancer waits for an answer, the longest of them; 0 where none is drawn. */
export function idleMs({ parts }: Plan): number {
  const times = parts.map(({ counterpart, component }) =>
    counterpart.construct === 'LoadBalancer' ? toMilliseconds(counterpart.targets?.(component).idleTimeout ?? '0s') : 0,
  )
  return Math.max(0, ...times)
}

/** What of a drawn load balancer the application does not do. */
export function lossesOfBalancer(part: Part, plan: Plan): string[] {
  if (part.counterpart.construct !== 'LoadBalancer') return []
  const { differs } = part.counterpart
  const connections = (plan.design.connections ?? []).filter(({ from }) => from === part.id)
  const shared = journeysOf(plan.design).filter(
    (journey) => connections.filter((each) => callsFor(each, journey) > 0 && !hasPath(each)).length > 1,
  )
  const callers = (plan.design.connections ?? [])
    .filter(({ to }) => to === part.id)
    .map(({ from }) => from)
    .filter((id) => plan.parts.some((each) => each.id === id && each.role === 'service'))
  return [
    ...(differs ? [differs] : []),
    ...(shared.length > 0
      ? [
          `Shares of ${connections.map(({ to }) => to).join(', ')} are not made: a request goes where its path says, and the rest to the first.`,
        ]
      : []),
    ...(callers.length > 0
      ? [
          `${callers.join(', ')}: calls from inside reach its targets over Service Connect, by their own names; under the name ${part.id} nothing answers.`,
        ]
      : []),
  ]
}

function hasPath({ path }: Connection): boolean {
  return path !== undefined && path !== '/'
}
