import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, share, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Cache } from './component.ts'

// Most designs know the ratio they hope for; nine in ten is a usual goal for a cache that earns its place.
const defaultHitRatio = 0.9
// Between 0.64 and 0.83 in six traces of web caches (Breslau et al., "Web Caching and Zipf-like Distributions", 1999).
const defaultZipf = 0.8

const cache = z
  .strictObject({
    hitRatio: share().optional().meta({
      title: 'Hit ratio',
      absent: defaultHitRatio,
      description: 'Share of requests that find what they want, once the cache is warm. Instead of it: keys.',
    }),
    coldFor: duration().optional().meta({
      title: 'Warms up in',
      absent: '0s',
      description: 'Time constant in which the hit ratio rises from nothing, at the start and after every restart.',
    }),
    keys: count(1, 1_000_000).optional().meta({
      title: 'Keys',
      unit: 'keys',
      description: 'Different things that are asked for; the cache is then simulated key by key.',
    }),
    zipf: z.number().min(0).max(5).optional().meta({
      title: 'Popularity (Zipf)',
      absent: defaultZipf,
      description: 'The n-th most popular key is asked for in proportion to 1 / n to this power; 0: all alike.',
    }),
    capacity: count(1, 1_000_000).optional().meta({ title: 'Capacity', unit: 'keys', description: 'Keys it holds; absent: all.' }),
    policy: z.enum(['lru', 'fifo']).optional().meta({
      title: 'Policy',
      absent: 'lru',
      description: 'Which key leaves when it is full: the one not asked for the longest (lru) or the oldest (fifo).',
    }),
    ttl: span().optional().meta({
      title: 'Time to live',
      description: 'A key is forgotten this long after it was put in; absent: never.',
    }),
    sliding: z.boolean().optional().meta({
      title: 'Sliding',
      absent: false,
      description: 'On: every hit begins the time to live anew, so that only keys nobody asks for are forgotten.',
    }),
    coalesce: z.boolean().optional().meta({
      title: 'Coalesce',
      absent: false,
      description: 'On: of the requests that miss a key only the first fetches it, the others wait. Off: all fetch it (a stampede).',
    }),
    staleFor: span().optional().meta({
      title: 'Stale for',
      description: 'After its time to live a key is still given so long, while the first request that finds it so fetches it anew.',
    }),
  })
  .superRefine((value, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message })
    const byKey = (['zipf', 'capacity', 'policy', 'ttl', 'sliding', 'coalesce', 'staleFor'] as const).filter(
      (key) => value[key] !== undefined,
    )
    if (value.keys === undefined) for (const key of byKey) refuse(key, 'needs keys beside it: say how many different keys are asked for')
    else {
      if (value.hitRatio !== undefined) refuse('hitRatio', 'is what comes out where keys are given: write one of the two')
      if (value.sliding !== undefined && value.ttl === undefined) refuse('sliding', 'needs ttl beside it: it says when that time begins')
      if (value.staleFor !== undefined && value.ttl === undefined)
        refuse('staleFor', 'needs ttl beside it: it says from when a key is stale')
      if (value.coldFor !== undefined) refuse('coldFor', 'goes with hitRatio: a cache with keys begins empty and warms up by itself')
    }
  })

export const cacheField = () =>
  cache.optional().meta({
    title: 'Cache',
    section: 'Cache',
    description: 'What it answers itself. With outgoing connections it calls them on a miss only; beside them the caller asks on a miss.',
  })

/** What a component's `cache` says, in numbers; undefined where it is none. */
export function cacheOf(component: Component): Cache | undefined {
  const written = component.cache as z.infer<typeof cache> | undefined
  if (written === undefined) return undefined
  if (written.keys === undefined) {
    return {
      model: 'ratio',
      hitRatio: written.hitRatio ?? defaultHitRatio,
      coldForMs: written.coldFor === undefined ? 0 : toMilliseconds(written.coldFor),
    }
  }
  return {
    model: 'keys',
    keys: written.keys,
    zipf: written.zipf ?? defaultZipf,
    capacity: Math.min(written.capacity ?? written.keys, written.keys),
    policy: written.policy ?? 'lru',
    ttlMs: written.ttl === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(written.ttl),
    sliding: written.sliding === true,
    coalesce: written.coalesce === true,
    staleMs: written.staleFor === undefined ? 0 : toMilliseconds(written.staleFor),
  }
}
