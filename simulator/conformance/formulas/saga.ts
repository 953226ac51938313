/** Three calls one after another that fail on their own with a, b and c; the first two are undone where a later one fails. */
export interface Saga {
  a: number
  b: number
  c: number
}

export function failedSagas({ a, b, c }: Saga): number {
  return 1 - (1 - a) * (1 - b) * (1 - c)
}

/** How often the first is undone, for each request. */
export function firstUndone({ a, b, c }: Saga): number {
  return (1 - a) * (1 - (1 - b) * (1 - c))
}

export function secondUndone({ a, b, c }: Saga): number {
  return (1 - a) * (1 - b) * c
}
