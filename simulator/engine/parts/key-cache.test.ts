import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Popularity } from '../chance/popularity.ts'
import { createStreams } from '../chance/streams.ts'
import { KeyCache } from './key-cache.ts'

const weights = (keys: number, zipf: number) => {
  const raw = Array.from({ length: keys }, (_, i) => (i + 1) ** -zipf)
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight / total)
}

/** Share of hits of requests that are independent of one another. */
function hitRatio(keys: number, zipf: number, capacity: number, policy: 'lru' | 'fifo', requests: number): number {
  const { state } = createStreams(1, ['keys'])
  const popularity = new Popularity(keys, zipf)
  const cache = new KeyCache(keys, capacity, policy, Number.POSITIVE_INFINITY, false)
  let hits = 0
  for (let n = 0; n < requests; n++) if (cache.lookup(popularity.draw(state, 0), n) && n >= requests / 10) hits++
  return hits / (requests * 0.9)
}

/** Stationary hit ratio of LRU, by summing over all orders of what it holds (King 1971). */
function king(p: number[], capacity: number): number {
  const over = (chosen: number[], chance: number): number => {
    if (chosen.length === capacity) return chance * chosen.reduce((sum, i) => sum + (p[i] as number), 0)
    const left = 1 - chosen.reduce((sum, i) => sum + (p[i] as number), 0)
    return p.reduce((sum, pi, i) => (chosen.includes(i) ? sum : sum + over([...chosen, i], (chance * pi) / left)), 0)
  }
  return over([], 1)
}

/** Stationary hit ratio of FIFO: what it holds is as likely as the product of the popularities (Gelenbe 1973). */
function gelenbe(p: number[], capacity: number): number {
  let [hits, all] = [0, 0]
  const over = (first: number, chosen: number[]): void => {
    if (chosen.length === capacity) {
      const chance = chosen.reduce((product, i) => product * (p[i] as number), 1)
      all += chance
      hits += chance * chosen.reduce((sum, i) => sum + (p[i] as number), 0)
      return
    }
    for (let i = first; i < p.length; i++) over(i + 1, [...chosen, i])
  }
  over(0, [])
  return hits / all
}

/** Hit ratio of LRU where the keys are many (Che, Tung and Wang 2002): the characteristic time solves sum of held shares = capacity. */
function che(p: number[], capacity: number): number {
  let [low, high] = [0, 1e9]
  for (let i = 0; i < 100; i++) {
    const t = (low + high) / 2
    if (p.reduce((sum, pi) => sum + 1 - Math.exp(-pi * t), 0) < capacity) low = t
    else high = t
  }
  return p.reduce((sum, pi) => sum + pi * (1 - Math.exp(-pi * low)), 0)
}

describe('hit ratios are those of the literature', () => {
  test.each([
    [5, 1, 2],
    [6, 0.5, 3],
    [8, 1.5, 4],
  ])('%i keys, zipf %f, room for %i', (keys, zipf, capacity) => {
    const p = weights(keys, zipf)
    expect(hitRatio(keys, zipf, capacity, 'lru', 1e6) / king(p, capacity)).toBeCloseTo(1, 2)
    expect(hitRatio(keys, zipf, capacity, 'fifo', 1e6) / gelenbe(p, capacity)).toBeCloseTo(1, 2)
  })

  test('1000 keys, zipf 0.8, room for 100', () => {
    expect(hitRatio(1000, 0.8, 100, 'lru', 2e6) / che(weights(1000, 0.8), 100)).toBeCloseTo(1, 2)
  })
})

test('keys are drawn as often as their popularity says', () => {
  const { state } = createStreams(3, ['keys'])
  const popularity = new Popularity(50, 0.9)
  const drawn = new Array<number>(50).fill(0)
  for (let n = 0; n < 1e6; n++) (drawn[popularity.draw(state, 0)] as number)++
  weights(50, 0.9).forEach((weight, i) => {
    expect(Math.abs((drawn[i] as number) - 1e6 * weight)).toBeLessThan(5 * Math.sqrt(1e6 * weight))
  })
})

test('a key is forgotten when its time is over, however often it was asked for', () => {
  const cache = new KeyCache(3, 3, 'lru', 100, false)
  const found = [0, 50, 99, 100, 150, 250].map((now) => cache.lookup(1, now))
  expect(found).toEqual([false, true, true, false, true, false])
})

test('a key whose time is sliding is forgotten when nobody has asked for it so long', () => {
  const cache = new KeyCache(3, 3, 'lru', 100, true)
  const found = [0, 50, 149, 240, 340, 350].map((now) => cache.lookup(1, now))
  expect(found).toEqual([false, true, true, true, false, true])
})

test('it holds what a plain list of the last distinct keys holds', () => {
  const requests = fc.array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.constant('clear' as const)), { maxLength: 200 })
  fc.assert(
    fc.property(requests, fc.integer({ min: 1, max: 8 }), fc.constantFrom('lru' as const, 'fifo' as const), (keys, capacity, policy) => {
      const cache = new KeyCache(8, capacity, policy, Number.POSITIVE_INFINITY, false)
      let held: number[] = []
      for (const key of keys) {
        if (key === 'clear') {
          cache.clear()
          held = []
          continue
        }
        const found = held.includes(key)
        expect(cache.lookup(key, 1)).toBe(found)
        if (!found || policy === 'lru') held = [...held.filter((each) => each !== key), key].slice(-capacity)
      }
    }),
  )
})
