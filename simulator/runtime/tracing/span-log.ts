import { newSpan, type TraceContext } from './trace-context.ts'

/** One call of a sampled request, as who made it saw it, or the whole request, as who sent it did. */
export interface SpanReport {
  trace: string
  span: string
  /** The call within which this one was made, as far as its maker knows. */
  parent: string
  /** `a->b`; absent: the whole request. */
  connection?: string
  /** Of the whole request: its journey, and when it was due, milliseconds after the traffic began. */
  root?: { journey: string; atMs: number }
  /** Milliseconds on the machine's clock that never jumps, which all containers share. */
  startMs: number
  endMs: number
  /** For how long it waited for a connection, or for its turn, before it left. */
  beforeMs?: number
  /** Absent: it was answered well. */
  error?: string
}

/** What is kept until the next report is taken; what comes when it is full is not told. */
const mostSpans = 2000
/** `performance.now` counts from the start of each process. */
const originMs = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** The spans of one process that were not reported yet. Times that it is given are those of `performance.now`. */
export class SpanLog {
  #spans: SpanReport[] = []

  add(span: SpanReport): void {
    if (this.#spans.length < mostSpans) this.#spans.push({ ...span, startMs: span.startMs + originMs, endMs: span.endMs + originMs })
  }

  take(): SpanReport[] {
    const spans = this.#spans
    this.#spans = []
    return spans
  }
}

/** A call of a sampled request that is under way. */
export interface OpenSpan {
  /** What the callee is told. */
  context: TraceContext
  /** It leaves its caller now. */
  leave(): void
  end(error: string | null): void
}

/** Where spans are not kept, what is told of a request goes on as it came. */
export function openSpan(log: SpanLog | undefined, within: TraceContext, connection: string): OpenSpan {
  if (!log) return { context: within, leave: () => {}, end: () => {} }
  const { trace, span: parent } = within
  const span = newSpan()
  const startMs = performance.now()
  let leftMs = startMs
  return {
    context: { trace, span },
    leave: () => {
      leftMs = performance.now()
    },
    end: (error) => {
      const beforeMs = leftMs - startMs
      const more = { ...(beforeMs > 0 ? { beforeMs } : {}), ...(error === null ? {} : { error }) }
      log.add({ trace, span, parent, connection, startMs, endMs: performance.now(), ...more })
    },
  }
}
