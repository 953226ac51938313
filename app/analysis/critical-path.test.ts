import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../run/result.ts'
import { PathTotals, walkCriticalPath } from './critical-path.ts'

const span = (component: string, startMs: number, endMs: number, children: Span[] = []): Span => ({
  component,
  startMs,
  durationMs: endMs - startMs,
  ok: true,
  children,
})

function pathOf(root: Span): Record<string, number> {
  const spent: Record<string, number> = {}
  walkCriticalPath(root, (component, ms) => {
    spent[component] = (spent[component] ?? 0) + ms
  })
  return spent
}

describe('the critical path', () => {
  test.each<[string, Span, Record<string, number>]>([
    ['is all a component’s own without calls', span('a', 0, 10), { a: 10 }],
    ['goes through calls one after another', span('a', 0, 10, [span('b', 1, 4), span('c', 5, 9)]), { a: 3, b: 3, c: 4 }],
    ['counts the last of calls side by side', span('a', 0, 10, [span('b', 1, 4), span('c', 1, 9)]), { a: 2, c: 8 }],
    ['counts what an earlier call adds before a later one', span('a', 0, 10, [span('b', 1, 6), span('c', 3, 9)]), { a: 2, b: 2, c: 6 }],
    ['goes down into the calls of calls', span('a', 0, 10, [span('b', 0, 10, [span('c', 2, 9)])]), { a: 0, b: 3, c: 7 }],
    ['leaves out what went on after nobody waited', span('a', 0, 10, [span('b', 2, 25)]), { a: 2, b: 8 }],
  ])('%s', (_, root, expected) => {
    expect(pathOf(root)).toEqual(expected)
  })

  const own = {
    component: fc.constantFrom('a', 'b', 'c'),
    startMs: fc.integer({ min: 0, max: 50 }),
    durationMs: fc.integer({ min: 0, max: 50 }),
    ok: fc.constant(true),
  }
  const tree = fc.letrec<{ span: Span }>((tie) => ({
    span: fc.oneof(
      { maxDepth: 4 },
      fc.record({ ...own, children: fc.constant<Span[]>([]) }),
      fc.record({ ...own, children: fc.array(tie('span'), { maxLength: 3 }) }),
    ),
  }))

  test('adds up to the duration of any request, and no part is negative', () => {
    fc.assert(
      fc.property(tree.span, (root) => {
        const parts = Object.values(pathOf(root))
        expect(parts.every((ms) => ms >= 0)).toBe(true)
        expect(parts.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(root.durationMs, 9)
      }),
    )
  })
})

test('shares of many requests together are one, the greatest first', () => {
  const totals = new PathTotals()
  totals.add('buy', span('a', 0, 10, [span('b', 2, 9)]))
  totals.add('buy', span('a', 0, 30, [span('b', 5, 28)]))
  totals.add('idle', span('a', 0, 0))
  expect(totals.shares()).toEqual({ buy: { requests: 2, meanMs: 20, components: { b: 0.75, a: 0.25 } } })
  expect(Object.keys(totals.shares().buy?.components ?? {})).toEqual(['b', 'a'])
})
