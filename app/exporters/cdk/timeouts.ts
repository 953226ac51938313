import { toMilliseconds } from '../../design/quantities.ts'
import type { Part, Plan } from './plan.ts'

/** Lambda runs nothing longer than a quarter of an hour. */
const longestSeconds = 900
const usualSeconds = 30

/** The longest that anybody waits for an answer of this component; 0 where nobody says. */
export function longestWaitMs(part: Part, { links }: Plan): number {
  const timeouts = links.flatMap(({ to, connection }) =>
    to === part && connection.timeout !== undefined ? [toMilliseconds(connection.timeout)] : [],
  )
  return Math.max(0, ...timeouts)
}

/** ECS ends a task after this at the latest, once it was told to stop. */
const longestStopSeconds = 120

/** How long a task may go on with what it does: as long as its files say, or as anybody waits for it. */
export function stopSeconds(part: Part, plan: Plan): number {
  const stated = part.stated?.stopGraceMs
  if (stated !== undefined) return Math.min(longestStopSeconds, Math.max(2, Math.ceil(stated / 1000)))
  return Math.min(longestStopSeconds, Math.max(usualSeconds, Math.ceil(longestWaitMs(part, plan) / 1000)))
}

export function functionTimeoutSeconds(part: Part, plan: Plan): number {
  return Math.min(longestSeconds, Math.max(usualSeconds, Math.ceil(longestWaitMs(part, plan) / 1000)))
}
