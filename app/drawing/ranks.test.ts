import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRanks } from './ranks.ts'

const links = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }))
const of = (ranks: Map<string, number>) => Object.fromEntries(ranks)

test('what is called stands one further than the furthest of its callers', () => {
  expect(of(toRanks(['d', 'a', 'b', 'c'], links(['a', 'b'], ['b', 'c'], ['a', 'c'], ['c', 'd'])))).toEqual({ a: 0, b: 1, c: 2, d: 3 })
})

test('a circle is opened where it is entered first; lines to itself and to nothing count for nothing', () => {
  expect(of(toRanks(['a', 'b', 'c'], links(['a', 'b'], ['b', 'c'], ['c', 'a'], ['b', 'b'], ['b', 'x'])))).toEqual({ a: 0, b: 1, c: 2 })
})

test('a chain may be as long as it likes', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `s${index}`)
  const chain = ids.slice(1).map((id, index) => ({ from: `s${index}`, to: id }))
  expect(toRanks(ids, chain).get('s19999')).toBe(19_999)
})

test('without circles each line leads to a further rank', () => {
  const pair = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => ({ from: `s${Math.min(a, b)}`, to: `s${Math.max(a, b)}` }))
  const ids = Array.from({ length: 31 }, (_, index) => `s${index}`)
  fc.assert(
    fc.property(fc.array(pair), fc.shuffledSubarray(ids, { minLength: 31 }), (lines, order) => {
      const ranks = toRanks(order, lines)
      for (const { from, to } of lines) if (from !== to) expect(ranks.get(to)).toBeGreaterThan(ranks.get(from) ?? 0)
    }),
  )
})
