import { expect, test } from 'vitest'
import type { Span, Trace } from '../run/result.ts'
import { inOrderOfInterest, waterfallOf } from './waterfall.ts'

const span = (component: string, startMs: number, durationMs: number, children: Span[] = [], ok = true): Span => ({
  component,
  startMs,
  durationMs,
  ok,
  children,
})
const trace = (root: Span): Trace => ({ journey: 'checkout', at: 3, root })

test('calls stand under their caller, in order of time, to scale', () => {
  const rows = waterfallOf(trace(span('gateway', 0, 100, [span('b', 60, 20), span('a', 10, 40, [span('db', 20, 10)])])))
  expect(rows.map((row) => [row.span.component, row.depth, row.left, row.width])).toEqual([
    ['gateway', 0, 0, 1],
    ['a', 1, 0.1, 0.4],
    ['db', 2, 0.2, 0.1],
    ['b', 1, 0.6, 0.2],
  ])
  expect(rows.map((row) => row.ownMs)).toEqual([40, 30, 10, 20])
})

test('parallel calls are not counted twice', () => {
  const [root] = waterfallOf(trace(span('gateway', 0, 100, [span('a', 10, 50), span('b', 20, 50)])))
  expect(root?.ownMs).toBe(40)
})

test('a message handled after the answer widens the picture', () => {
  const rows = waterfallOf(trace(span('orders', 0, 50, [span('receipt', 60, 140)])))
  expect(rows.map((row) => [row.left, row.width])).toEqual([
    [0, 0.25],
    [0.3, 0.7],
  ])
  expect(rows[0]?.ownMs).toBe(50)
})

test('failures first, then the slowest', () => {
  const traces = [trace(span('fast', 0, 5)), trace(span('slow', 0, 50)), trace(span('failed', 0, 1, [], false))]
  expect(inOrderOfInterest(traces).map((each) => each.root.component)).toEqual(['failed', 'slow', 'fast'])
})
