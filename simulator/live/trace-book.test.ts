import { expect, test } from 'vitest'
import type { Span } from '../../app/run/result.ts'
import type { SpanReport } from '../runtime/tracing/span-log.ts'
import { TraceBook } from './trace-book.ts'
import type { Report } from './window.ts'

const base = 5_000_000
const span = (
  connection: string,
  id: string,
  parent: string,
  startMs: number,
  endMs: number,
  more: Partial<SpanReport> = {},
): SpanReport => ({
  trace: 't',
  span: id,
  parent,
  connection,
  startMs: base + startMs,
  endMs: base + endMs,
  ...more,
})
function request(trace: string, atMs: number, ms: number, error?: string): SpanReport {
  const times = { startMs: base + atMs, endMs: base + atMs + ms }
  return {
    trace,
    span: `root of ${trace}`,
    parent: '',
    root: { journey: 'buy', atMs },
    ...times,
    ...(error === undefined ? {} : { error }),
  }
}
const from = (component: string, spans: SpanReport[]) =>
  ({ type: 'replica', component, replica: 0, spanMs: 250, report: { spans } }) as unknown as Report
const mesh = (spans: SpanReport[]) => ({ type: 'edges', spanMs: 250, edges: {}, spans }) as Report

test('calls are told under the call that led to who made them, in whichever order they are heard', () => {
  const book = new TraceBook({ warmup: 0, duration: 10 })
  book.onReport(
    from('shop', [span('shop->db', 'c', 'b', 5, 8, { beforeMs: 2 }), span('shop->mail', 'd', 'b', 9, 12, { error: 'answered 500' })]),
    100,
  )
  book.onReport(from('users', [span('users->shop', 'b', 'root of t', 1, 14), request('t', 0, 15, 'users->shop: answered 502')]), 200)
  expect(book.traces(10_000)).toEqual([
    {
      journey: 'buy',
      at: 0,
      root: {
        ...{ component: 'users', startMs: 0, durationMs: 15, ok: false, error: 'users->shop: answered 502' },
        children: [
          {
            ...{ component: 'shop', connection: 'users->shop', startMs: 1, durationMs: 13, ok: true },
            children: [
              { component: 'db', connection: 'shop->db', startMs: 5, durationMs: 3, ok: true, beforeMs: 2, children: [] },
              { component: 'mail', connection: 'shop->mail', startMs: 9, durationMs: 3, ok: false, error: 'answered 500', children: [] },
            ],
          },
        ],
      },
    },
  ])
})

test.each([
  ['passes on what it was told', 'b'],
  ['names a span that only itself knows', 'unknown'],
])("an image's calls, seen by the mesh, stand under the call to it where it %s", (_, told) => {
  const book = new TraceBook({ warmup: 0, duration: 10 })
  book.onReport(mesh([span('gate->shop', told, told, 3, 9)]), 100)
  book.onReport(from('shop', [span('shop->db', 'c', told, 5, 8)]), 100)
  book.onReport(from('users', [span('users->gate', 'b', 'root of t', 1, 10), request('t', 0, 11)]), 100)
  const [trace] = book.traces(10_000)
  const path = (at: Span): string[] => [at.component, ...at.children.flatMap(path)]
  expect(trace && path(trace.root)).toEqual(['users', 'gate', 'shop', 'db'])
})

test('traces that an image begins by itself are not kept for long, and ours are kept among them', () => {
  const book = new TraceBook({ warmup: 0, duration: 10 })
  const foreign = (n: number) => span('gate->shop', `b${n}`, `b${n}`, 0, 1, { trace: `foreign ${n}` })
  book.onReport(mesh(Array.from({ length: 5000 }, (_, n) => foreign(n))), 100)
  // Of the one that was forgotten no call is known any more, of the one that was not it is.
  book.onReport(from('gate', [request('foreign 0', 0, 2), request('foreign 4999', 1, 2)]), 200)
  book.onReport(mesh(Array.from({ length: 5000 }, (_, n) => foreign(5000 + n))), 300)
  expect(book.traces(10_000).map(({ root }) => root.children.length)).toEqual([0, 1])
})

test('of many some are kept, failed ones too, and none of the warm-up', () => {
  const book = new TraceBook({ warmup: 2, duration: 10 })
  for (let n = 0; n < 500; n += 1)
    book.onReport(from('users', [request(`t${n}`, n * 20, n % 50, n % 10 === 0 ? 'it failed' : undefined)]), n * 20)
  const traces = book.traces(20_000)
  expect(traces.every(({ at }) => at >= 2)).toBe(true)
  expect(traces.length).toBeLessThanOrEqual(40)
  expect(traces.filter(({ root }) => !root.ok).length).toBeGreaterThanOrEqual(8)
  expect(Math.max(...traces.map(({ root }) => root.durationMs))).toBe(49)
  expect(new Set(traces.map(({ at }) => Math.floor(((at - 2) / 8) * 12))).size).toBe(12)
})
