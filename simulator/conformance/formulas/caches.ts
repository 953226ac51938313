import { root, sum } from './numerics.ts'

/** Shares of requests that a cache answers. */

/** One key, kept for a fixed time after it was fetched. */
export function timedHits({ rate, keep }: { rate: number; keep: number }): number {
  const expected = (rate * keep) / 1000
  return expected / (1 + expected)
}

/** One key, forgotten when nobody has asked for it for so long. */
export function slidingHits({ rate, keep }: { rate: number; keep: number }): number {
  return 1 - Math.exp((-rate * keep) / 1000)
}

interface Fill {
  rate: number
  keep: number
  fetch: number
}

/**
 * Fetches per second of one key that takes time to fetch and whose misses all fetch it: one and those that come meanwhile, in every
 * time to live, fetch and gap to the next request.
 */
export function stampede({ rate, keep, fetch }: Fill): number {
  return (1 + (rate * fetch) / 1000) / ((keep + fetch) / 1000 + 1 / rate)
}

/** The same where all but the first wait for it. */
export function coalesced({ rate, keep, fetch }: Fill): number {
  return 1 / ((keep + fetch) / 1000 + 1 / rate)
}

/** Mean time until a request has it: the first waits for the whole fetch, those that come meanwhile for half of it on average. */
export function coalescedWait({ rate, keep, fetch }: Fill): number {
  return (fetch + ((rate * fetch) / 1000) * (fetch / 2)) / (1 + (rate * (keep + fetch)) / 1000)
}

/** How popular each key is: the i-th in proportion to i^-exponent. */
function zipf(keys: number, exponent: number): number[] {
  const total = sum(1, keys, (i) => i ** -exponent)
  return Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent / total)
}

/** Least recently used, exactly (King): all orders in which keys can stand in the cache. For a few keys and places. */
export function exactHits({ keys, exponent, places }: { keys: number; exponent: number; places: number }): number {
  const popular = zipf(keys, exponent)
  const hits = (chance: number, cached: number[], inCache: number): number =>
    cached.length === places
      ? chance * inCache
      : popular.reduce(
          (all, p, key) => (cached.includes(key) ? all : all + hits((chance * p) / (1 - inCache), [...cached, key], inCache + p)),
          0,
        )
  return hits(1, [], 0)
}

/** Least recently used with many keys (Che, Tung and Wang): a key is kept as if for one characteristic time. */
export function cheHits({ keys, exponent, places }: { keys: number; exponent: number; places: number }): number {
  const popular = zipf(keys, exponent)
  const time = root(0, 1e9, (t) => popular.reduce((all, p) => all + 1 - Math.exp(-p * t), 0) - places)
  return popular.reduce((all, p) => all + p * (1 - Math.exp(-p * time)), 0)
}
