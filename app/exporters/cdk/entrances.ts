import type { Part, Plan } from './plan.ts'

/**
 * Where the internet comes in: services and functions that traffic calls. Traffic that comes evenly stands for a timer where other
 * traffic does not, and what only a timer calls is not opened to the world.
 */
export function toEntrances(plan: Plan): Plan['entrances'] {
  const timers = new Set(timersOf(plan))
  return plan.entrances
    .map(({ part, sources }) => ({ part, sources: sources.filter((source) => !timers.has(source)) }))
    .filter(({ part, sources }) => sources.length > 0 && canBeReached(part))
}

export function timersOf({ parts }: Plan): Part[] {
  const sources = parts.filter(({ behaviour }) => behaviour.model === 'source')
  const even = sources.filter(({ behaviour }) => behaviour.model === 'source' && behaviour.arrivals === 'constant')
  return even.length === sources.length ? [] : even
}

function canBeReached({ role, container }: Part): boolean {
  return role === 'function' || (role === 'service' && container?.ports.http !== undefined)
}
