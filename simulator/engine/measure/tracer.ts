import { PathTotals } from '../../../app/analysis/critical-path.ts'
import { TraceShelf } from '../../../app/analysis/trace-shelf.ts'
import type { Span, Trace } from '../../../app/run/result.ts'
import { scaledTime } from '../model/load-segments.ts'
import type { Model } from '../model/model.ts'
import { outcomeTexts } from '../parts/outcomes.ts'

interface OpenSpan {
  component: number
  connection: number
  startedAt: number
  /** Not a number until it ends. */
  endedAt: number
  error: string
  /** For how long its connection held it, and its answer, back. */
  beforeMs: number
  afterMs: number
  children: OpenSpan[]
  root: OpenSpan
  /** In a root: its journey, and the spans under it. */
  journey: number
  size: number
}

/** About so many requests are followed in the time that is asked for, and as many again each time that a run which goes on has doubled. */
const followed = 600
const mostSpans = 400

/**
 * Follows every n-th request through the system, adds up where their time went, and keeps some of the traces. Where a run goes on for
 * long, n grows with it.
 */
export class Tracer {
  private readonly model: Model
  private every: number
  private countdown: number
  /** How many may still be followed before every second is left out. */
  private left = 4 * followed
  private readonly open = new Map<number, OpenSpan>()
  private last = 0
  /** Where the time of all followed requests went that were answered well. */
  readonly paths = new PathTotals()
  private readonly shelf = new TraceShelf()

  constructor(model: Model) {
    this.model = model
    this.every = Math.max(1, Math.floor(expectedRequests(model) / followed))
    this.countdown = this.every
  }

  /** Whether a request that comes now is one of those that are not followed; it is counted then. */
  passes(): boolean {
    if (this.countdown === 1) return false
    this.countdown--
    return true
  }

  /** A request that was counted has to be offered in another way, and is counted again there. */
  passed(): void {
    this.countdown++
  }

  /** A number for the request's span if this one is followed, otherwise 0. */
  beginRoot(component: number, journey: number, now: number): number {
    if (--this.countdown > 0) return 0
    if (--this.left === 0) {
      this.every *= 2
      this.left = followed
    }
    this.countdown = this.every
    if (now < this.model.warmupMs) return 0
    const root = {
      component,
      connection: -1,
      startedAt: now,
      endedAt: Number.NaN,
      error: '',
      beforeMs: 0,
      afterMs: 0,
      children: [],
      journey,
      size: 1,
    } as unknown as OpenSpan
    root.root = root
    return this.remember(root)
  }

  /** A call within a request that is followed. */
  begin(parent: number, component: number, connection: number, now: number): number {
    const above = this.open.get(parent)
    if (!above || above.root.size >= mostSpans || !Number.isNaN(above.root.endedAt)) return 0
    above.root.size++
    const span: OpenSpan = {
      component,
      connection,
      startedAt: now,
      endedAt: Number.NaN,
      error: '',
      beforeMs: 0,
      afterMs: 0,
      children: [],
      root: above.root,
      journey: 0,
      size: 0,
    }
    above.children.push(span)
    return this.remember(span)
  }

  /** The connection of a call that is followed held it back, or its answer. */
  heldBack(number: number, ms: number, toCallee: boolean): void {
    const span = this.open.get(number)
    if (span === undefined) return
    if (toCallee) span.beforeMs += ms
    else span.afterMs += ms
  }

  end(number: number, now: number, error: string | undefined): void {
    const span = this.open.get(number)
    if (!span) return
    span.endedAt = now
    span.error = error ?? ''
  }

  endRoot(number: number, now: number, outcome: number): void {
    this.end(number, now, outcomeTexts[outcome])
    const root = this.open.get(number)
    for (const [known, span] of this.open) if (span.root === root) this.open.delete(known)
    if (root) this.keep(root)
  }

  /** In order of time. */
  traces(): Trace[] {
    return this.shelf.traces()
  }

  private remember(span: OpenSpan): number {
    this.open.set(++this.last, span)
    return this.last
  }

  private keep(root: OpenSpan): void {
    const { warmupMs, durationMs } = this.model
    const span = this.toSpan(root, root)
    if (span.ok) this.paths.add(this.model.journeys[root.journey], span)
    const share = (root.startedAt - warmupMs) / (durationMs - warmupMs)
    const ms = root.endedAt - root.startedAt
    if (!this.shelf.wants(share, ms)) return
    this.shelf.put({ journey: this.model.journeys[root.journey], at: root.startedAt / 1000, root: span }, share, ms)
  }

  /** What had not ended when the request did was given up by then. */
  private toSpan(span: OpenSpan, root: OpenSpan): Span {
    const ended = !Number.isNaN(span.endedAt)
    const error = ended ? span.error : 'the caller no longer waited'
    return {
      component: this.model.components.ids[span.component],
      ...(span.connection < 0 ? {} : { connection: this.model.connections.ids[span.connection] }),
      startMs: span.startedAt - root.startedAt,
      durationMs: (ended ? span.endedAt : root.endedAt) - span.startedAt,
      ok: error === '',
      ...(error === '' ? {} : { error }),
      ...(span.beforeMs > 0 ? { beforeMs: span.beforeMs } : {}),
      ...(span.afterMs > 0 ? { afterMs: span.afterMs } : {}),
      children: span.children.map((child) => this.toSpan(child, root)),
    }
  }
}

/** Requests that all sources together offer in the whole run. */
export function expectedRequests(model: Model): number {
  return model.sources.reduce((sum, { ratePerMs, load }) => sum + ratePerMs * scaledTime(load, model.durationMs), 0)
}
