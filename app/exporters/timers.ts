import type { Behaviour } from '../catalogue/component.ts'

/** Traffic that comes evenly stands for a timer of the program that it calls, where other traffic does not come so. */
export function timersAmong<T extends { behaviour: Behaviour }>(all: readonly T[]): T[] {
  const sources = all.filter(({ behaviour }) => behaviour.model === 'source')
  const even = sources.filter(({ behaviour }) => behaviour.model === 'source' && behaviour.arrivals === 'constant')
  return even.length === sources.length ? [] : even
}

/** Why a timer is no way in. */
export const asTimer =
  'It comes evenly, as a timer does: the program has to keep the time itself, and what only a timer calls is not opened to the internet.'
