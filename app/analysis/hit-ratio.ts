import type { Cache } from '../catalogue/component.ts'

/** Keys that are about equally popular: how many, and the share of requests that each gets. */
interface Band {
  keys: number
  share: number
}

/**
 * The share of hits of a warm cache that is asked for so many keys a second. By keys: for a limited capacity the approximation of
 * Che, Tung and Wang (2002), in which a key stays for the same time after each request whichever key it is; for a time to live
 * lambda T / (1 + lambda T) for each key, or 1 - e^(-lambda T) where each hit begins it anew; for both, the lower one of each key.
 */
export function expectedHitRatio(cache: Cache, requestsPerSecond: number): number {
  if (cache.model === 'ratio') return cache.hitRatio
  const bands = toBands(cache.keys, cache.zipf)
  const stay = cache.capacity < cache.keys ? stayOf(bands, cache.capacity) : Number.POSITIVE_INFINITY
  return bands.reduce((sum, { keys, share }) => {
    const kept = 1 - Math.exp(-share * stay)
    const expected = (share * requestsPerSecond * cache.ttlMs) / 1000
    const lives = cache.sliding || expected === Number.POSITIVE_INFINITY ? 1 - Math.exp(-expected) : expected / (1 + expected)
    return sum + keys * share * Math.min(kept, lives)
  }, 0)
}

/** The most popular keys one by one, the others in bands that are a hundredth of their rank wide. */
function toBands(keys: number, zipf: number): Band[] {
  const bands: Band[] = []
  for (let rank = 1; rank <= keys; ) {
    const width = Math.min(keys - rank + 1, Math.max(1, Math.floor(rank / 100)))
    bands.push({ keys: width, share: (rank + (width - 1) / 2) ** -zipf })
    rank += width
  }
  const total = bands.reduce((sum, band) => sum + band.keys * band.share, 0)
  return bands.map((band) => ({ ...band, share: band.share / total }))
}

/** In requests: how many come while a key stays, so that the keys that stay fill the capacity. Found by halving. */
function stayOf(bands: Band[], capacity: number): number {
  const held = (requests: number) => bands.reduce((sum, { keys, share }) => sum + keys * (1 - Math.exp(-share * requests)), 0)
  let [low, high] = [0, 1]
  while (held(high) < capacity && high < 1e15) high *= 2
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (held(middle) < capacity) low = middle
    else high = middle
  }
  return low
}
