import { inOrderOfInterest, waterfallOf } from '../analysis/waterfall.ts'
import { counted, toClock, toLatency, toText } from '../run/figures.ts'
import type { Trace } from '../run/result.ts'
import { html, type Markup } from './html.ts'

/** More would make the page long and say little: failed ones and slow ones stand first. */
const most = 3
const mostRows = 40

/** The calls of some sampled requests, to scale. */
export function waterfalls(traces: Trace[], nameOf: (id: string) => string): Markup {
  return html`<div class="falls">${inOrderOfInterest(traces)
    .slice(0, most)
    .map((trace) => waterfall(trace, nameOf))}</div>`
}

function waterfall(trace: Trace, nameOf: (id: string) => string): Markup {
  const { journey, at, root } = trace
  const rows = waterfallOf(trace)
  const left = rows.length - mostRows
  const shown = rows.slice(0, mostRows)
  return html`<div class="fall"><b>${journey}</b> <span class="muted">at ${toClock(at)}, ${toText(toLatency(root.durationMs))}${root.ok ? '' : ', failed'}</span>
${shown.map(
  ({ span, depth, left: from, width }) =>
    html`<div class="call"><span style="padding-left:${depth * 14}px">${nameOf(span.component)}</span><span class="lane"><i class="${span.ok ? '' : 'failed'}" style="left:${(from * 100).toFixed(2)}%;width:${(width * 100).toFixed(2)}%"></i></span><span class="took">${toText(toLatency(span.durationMs))}${span.error !== undefined && html` <span class="error">${span.error}</span>`}</span></div>`,
)}${left > 0 && html`<p class="muted">Left out: ${counted(left, 'more call')}.</p>`}</div>`
}
