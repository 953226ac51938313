import { TraceShelf } from '../../app/analysis/trace-shelf.ts'
import type { Span, Trace } from '../../app/run/result.ts'
import type { SpanReport } from '../runtime/tracing/span-log.ts'
import type { Report } from './window.ts'

/** Others report up to a quarter of a second later; a message may be handled when its request is long answered. */
const graceMs = 2000
/** What has no end by then is given up. */
const longestMs = 60_000
const mostSpans = 400
/** An image that samples by itself begins a trace with every request that is none of ours: the oldest of those are forgotten. */
const mostOpen = 2000

interface OpenTrace {
  spans: SpanReport[]
  /** The whole request, and who sent it. */
  root?: { report: SpanReport; source: string; heardAt: number }
  begunAt: number
}

/**
 * Puts the calls of sampled requests together that stubs and the mesh report, as traces like those of a prediction. Keeps as many as a
 * prediction does of those that were answered well, and as many again of those that failed.
 */
export class TraceBook {
  readonly #warmup: number
  readonly #duration: number
  readonly #open = new Map<string, OpenTrace>()
  readonly #good = new TraceShelf()
  readonly #failed = new TraceShelf()

  /** Seconds of scenario time. */
  constructor({ warmup, duration }: { warmup: number; duration: number }) {
    this.#warmup = warmup
    this.#duration = duration
  }

  /** `now`: milliseconds on a clock of the caller's. */
  onReport(report: Report, now: number): void {
    const spans = report.type === 'edges' ? report.spans : report.report.spans
    for (const span of spans ?? []) {
      const open = this.#open.get(span.trace) ?? { spans: [], begunAt: now }
      this.#open.set(span.trace, open)
      if (span.root && report.type === 'replica') open.root = { report: span, source: report.component, heardAt: now }
      else if (open.spans.length < mostSpans) open.spans.push(span)
    }
    this.#close(now, graceMs)
    this.#forget()
  }

  /** In order of time. No more is heard. */
  traces(now: number): Trace[] {
    this.#close(now, graceMs / 4)
    return [...this.#good.traces(), ...this.#failed.traces()].sort((a, b) => a.at - b.at)
  }

  #close(now: number, afterMs: number): void {
    for (const [id, { spans, root, begunAt }] of this.#open) {
      if (root && now - root.heardAt >= afterMs) this.#keep(spans, root.report, root.source)
      else if (now - begunAt < longestMs) continue
      this.#open.delete(id)
    }
  }

  #forget(): void {
    let tooMany = this.#open.size - mostOpen
    for (const [id, { root }] of this.#open) {
      if (tooMany <= 0) return
      if (root) continue
      this.#open.delete(id)
      tooMany -= 1
    }
  }

  #keep(spans: SpanReport[], root: SpanReport, source: string): void {
    const at = (root.root?.atMs ?? 0) / 1000
    if (at < this.#warmup) return
    const shelf = root.error === undefined ? this.#good : this.#failed
    const share = (at - this.#warmup) / Math.max(1e-9, this.#duration - this.#warmup)
    const ms = root.endMs - root.startMs
    if (shelf.wants(share, ms)) shelf.put({ journey: root.root?.journey ?? 'default', at, root: toTree(spans, root, source) }, share, ms)
  }
}

function toTree(reports: SpanReport[], root: SpanReport, source: string): Span {
  const toSpan = (report: SpanReport, component: string): Span => ({
    component,
    ...(report.connection === undefined ? {} : { connection: report.connection }),
    startMs: report.startMs - root.startMs,
    durationMs: report.endMs - report.startMs,
    ok: report.error === undefined,
    ...(report.error === undefined ? {} : { error: report.error }),
    ...(report.beforeMs === undefined ? {} : { beforeMs: report.beforeMs }),
    children: [],
  })
  const all = [{ report: root, span: toSpan(root, source) }]
  for (const report of [...reports].sort((a, b) => a.startMs - b.startMs)) {
    const [from = '', to = ''] = report.connection?.split('->') ?? []
    const span = toSpan(report, to)
    callerOf(report, from, all).children.push(span)
    all.push({ report, span })
  }
  return all[0]?.span as Span
}

interface Placed {
  report: SpanReport
  span: Span
}

/**
 * The call within which one was made: the one that it names, if that led to its caller. An image of somebody's names a span that only
 * itself knows, or passes on what it was told: then the last one that led to its caller and was under way.
 */
function callerOf({ parent, startMs }: SpanReport, from: string, all: Placed[]): Span {
  const there = all.filter(({ span }) => span.component === from)
  const found =
    there.find(({ report }) => report.span === parent) ??
    there.findLast(({ report }) => report.startMs <= startMs && report.endMs >= startMs) ??
    there.at(-1) ??
    all.find(({ report }) => report.span === parent) ??
    all[0]
  return found?.span as Span
}
