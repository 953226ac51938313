import type { Behaviour, Cache } from '../catalogue/component.ts'
import { type Connection, connectionsFrom, connectionsTo, type Design } from '../design/design.ts'
import type { StubCache } from './program.ts'

type BehaviourOf = (id: string) => Behaviour | undefined

/**
 * What a component's cache answers, where its container can play it: keys are kept in it by the stubs that call it, and by the rules
 * that those bring along. undefined: it has no cache, or reads through it, or lets one request at a time fetch.
 */
export function stubCacheOf(design: Design, id: string, behaviourOf: BehaviourOf): StubCache | undefined {
  const behaviour = behaviourOf(id)
  const cache = behaviour?.model === 'station' ? behaviour.cache : undefined
  const calls = connectionsTo(design, id)
  const isAsked = calls.length > 0 && calls.every(({ protocol }) => protocol === 'redis')
  if (!cache || !isAsked || connectionsFrom(design, id).length > 0) return undefined
  return toStubCache(cache)
}

function toStubCache(cache: Cache): StubCache | undefined {
  if (cache.model === 'ratio') return cache
  const { keys, zipf, capacity, policy, ttlMs, sliding, coalesce, staleMs } = cache
  if (coalesce || staleMs > 0) return undefined
  return { model: 'keys', keys, zipf, capacity, policy, ttlMs: Number.isFinite(ttlMs) ? ttlMs : null, sliding }
}

/** The lookup on whose misses a call is made; undefined: it is made for every request. */
export function lookupOf(
  design: Design,
  { from, onMiss }: Pick<Connection, 'from' | 'onMiss'>,
  behaviourOf: BehaviourOf,
): Connection | undefined {
  if (onMiss === undefined || stubCacheOf(design, onMiss, behaviourOf) === undefined) return undefined
  return connectionsFrom(design, from).find(({ to }) => to === onMiss)
}
