import { type Figure, toCount, toLatency, toRate, toShare } from '../run/figures.ts'
import type { Latency, Result } from '../run/result.ts'
import { html, type Markup } from './html.ts'

type Cell = Markup
const busy = 0.7
const full = 0.95

export function journeyTable({ journeys, replications }: Result): Markup {
  const degrades = mayDegrade(journeys)
  const rows = Object.entries(journeys).map(([name, { offered, throughput, errorRate, degraded, latency }]) => [
    html`<td>${name}</td>`,
    figure(toRate(offered)),
    figure(toRate(throughput)),
    errors(errorRate),
    ...degradedCell(degrades, degraded),
    ...latencyHeads.map(
      (key) => html`<td>${value(toLatency(latency[key]))}${halfWidth(replications?.intervals.journeys[name]?.[`latency.${key}`])}</td>`,
    ),
  ])
  return table(['Journey', 'offered', 'answered', 'errors', ...degradedHead(degrades), ...latencyHeads], rows)
}

export function componentTable({ components }: Result, nameOf: (id: string) => string): Markup {
  const degrades = mayDegrade(components)
  const rows = Object.entries(components).map(
    ([id, { throughput, errorRate, degraded, utilisation, queue, replicas, waiting, latency }]) => [
      html`<td>${nameOf(id)}</td>`,
      figure(toCount(replicas.mean)),
      figure(toRate(throughput)),
      errors(errorRate),
      ...degradedCell(degrades, degraded),
      html`<td class="${utilisation > full ? 'over' : utilisation > busy ? 'warn' : ''}">${value(toShare(utilisation))}</td>`,
      figure(toCount(queue.mean)),
      figure(toLatency(waiting.mean)),
      ...latencyCells(latency),
    ],
  )
  return table(['Component', 'replicas', 'rate', 'errors', ...degradedHead(degrades), 'busy', 'queue', 'wait', ...latencyHeads], rows)
}

export function connectionTable({ connections }: Result, nameOf: (id: string) => string): Markup {
  const degrades = mayDegrade(connections)
  const rows = Object.entries(connections).map(([id, { throughput, errorRate, degraded, retryRate, latency }]) => [
    html`<td>${id.split('->').map(nameOf).join(' → ')}</td>`,
    figure(toRate(throughput)),
    errors(errorRate),
    ...degradedCell(degrades, degraded),
    figure(toShare(retryRate)),
    ...latencyCells(latency),
  ])
  return table(['Connection', 'rate', 'errors', ...degradedHead(degrades), 'retries', ...latencyHeads], rows)
}

export function table(heads: readonly string[], rows: Cell[][]): Markup {
  return html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th class="${head.length > 12 ? 'wrap' : ''}">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells}</tr>\n`)}</tbody></table></div>`
}

export function figure(of: Figure): Cell {
  return html`<td>${value(of)}</td>`
}

function value({ value, unit }: Figure): Markup {
  return html`${value}<span class="unit">${unit}</span>`
}

const latencyHeads = ['mean', 'p50', 'p95', 'p99'] as const

function latencyCells(latency: Latency): Cell[] {
  return latencyHeads.map((key) => figure(toLatency(latency[key])))
}

function errors(rate: number): Cell {
  return html`<td class="${rate >= 0.01 ? 'over' : ''}">${value(toShare(rate))}</td>`
}

/** Whether any of them may be answered degraded: otherwise there is nothing to say of it. */
function mayDegrade(parts: Record<string, { degraded?: number | undefined }>): boolean {
  return Object.values(parts).some(({ degraded }) => degraded !== undefined)
}

function degradedHead(degrades: boolean): string[] {
  return degrades ? ['degraded'] : []
}

function degradedCell(degrades: boolean, share: number | undefined): Cell[] {
  return degrades ? [html`<td class="${(share ?? 0) >= 0.01 ? 'warn' : ''}">${share === undefined ? '' : value(toShare(share))}</td>`] : []
}

function halfWidth(interval: [number, number] | null | undefined): Markup | undefined {
  if (!interval) return undefined
  return html` <span class="unit">±${value(toLatency((interval[1] - interval[0]) / 2))}</span>`
}
