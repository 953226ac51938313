/** What a controller remembers from one look to the next. */
export interface ScalingMemory {
  /** What was asked for at earlier looks, before anything held it back. */
  recommendations: { atMs: number; replicas: number }[]
  /** Replicas that were added (above 0) or taken away (below 0). */
  changes: { atMs: number; by: number }[]
  /** When anything last waited, for what may have no replica at all. */
  activeAtMs: number
  /** Looks in a row at which the metric was above the target, and below what allows for taking some away. */
  above: number
  below: number
}

export interface Decision {
  replicas: number
  memory: ScalingMemory
}

/** A controller that begins counts what it finds as its first recommendation, so that it takes nothing away at once. */
export function createMemory(replicas: number, nowMs: number): ScalingMemory {
  return { recommendations: [{ atMs: nowMs, replicas }], changes: [], activeAtMs: nowMs, above: 0, below: 0 }
}

/** How long ago replicas were added or taken away for the last time; Infinity: never. */
export function sinceChangeMs({ changes }: ScalingMemory, nowMs: number): number {
  return nowMs - (changes.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY)
}

/** How long ago replicas were taken away for the last time; Infinity: never. */
export function sinceRemovalMs({ changes }: ScalingMemory, nowMs: number): number {
  return nowMs - (changes.findLast(({ by }) => by < 0)?.atMs ?? Number.NEGATIVE_INFINITY)
}

/** How many were added within the last so many milliseconds. */
export function addedLately({ changes }: ScalingMemory, withinMs: number, nowMs: number): number {
  return changes.filter(({ atMs, by }) => by > 0 && nowMs - atMs < withinMs).reduce((sum, { by }) => sum + by, 0)
}

/** Remembers a change, and forgets those that no period reaches back to. */
export function noteChange(memory: ScalingMemory, by: number, keepMs: number, nowMs: number): ScalingMemory {
  if (by === 0) return memory
  return { ...memory, changes: [...memory.changes.filter(({ atMs }) => nowMs - atMs <= keepMs), { atMs: nowMs, by }] }
}
