import { toClock } from '../run/figures.ts'
import { roundSteps, timeSteps } from './axis.ts'
import { html, type Markup } from './html.ts'

export interface ChartLine {
  label: string
  /** Class of its colour in the report's style. */
  look: 'one' | 'two' | 'three' | 'bad' | 'faint'
  values: (number | null)[]
}

export interface ChartMark {
  from: number
  /** Infinity: until the end. */
  to: number
  label: string
}

export interface TimeChart {
  title: string
  /** Seconds. */
  duration: number
  times: number[]
  lines: ChartLine[]
  /** Times left out of the figures, and faults. */
  warmup: number
  marks: ChartMark[]
  /** A level to compare with, such as an objective. */
  limit?: { value: number; label: string }
  format(value: number): string
}

const width = 520
const height = 190
const left = 58
const right = 18
const top = 26
const bottom = 24

/** A chart over scenario time as a picture that needs no program to show it; gaps are where nothing was counted. */
export function toTimeChart(chart: TimeChart): Markup {
  const highest = Math.max(1e-9, chart.limit?.value ?? 0, ...chart.lines.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const steps = roundSteps(highest)
  const end = steps[steps.length - 1] ?? highest
  const x = (time: number) => round(left + (Math.min(time, chart.duration) / chart.duration) * (width - left - right))
  const y = (value: number) => round(height - bottom - (value / end) * (height - top - bottom))
  const floor = y(0)
  return html`<figure class="chart">
<figcaption>${chart.title} <span class="key">${chart.lines.map(({ label, look }) => html`<i class="swatch ${look}"></i>${label} `)}</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title} over time">
${chart.warmup > 0 && html`<rect class="warmup" x="${x(0)}" y="${top}" width="${round(x(chart.warmup) - x(0))}" height="${floor - top}"/><text class="mark" x="${x(0) + 4}" y="${top - 6}">warm-up</text>`}
${steps.map((value) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/><text class="tick" x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${chart.format(value)}</text>`)}
${timeSteps(chart.duration).map((time) => html`<text class="tick" x="${x(time)}" y="${height - 6}" text-anchor="middle">${toClock(time)}</text>`)}
${chart.marks.map(({ from, to, label }) => html`<rect class="fault" x="${x(from)}" y="${top}" width="${Math.max(2, round(x(to) - x(from)))}" height="${floor - top}"><title>${label}</title></rect><text class="mark" x="${x(from) + 4}" y="${top - 6}">${label}</text>`)}
${chart.limit && html`<line class="limit" x1="${left}" x2="${width - right}" y1="${y(chart.limit.value)}" y2="${y(chart.limit.value)}"/><text class="mark limit-label" x="${width - right}" y="${y(chart.limit.value) - 5}" text-anchor="end">${chart.limit.label}</text>`}
${chart.lines.map(({ look, values }) => html`<path class="line ${look}" d="${toPath(chart.times, values, x, y)}"/>`)}
</svg>
</figure>`
}

function toPath(times: number[], values: (number | null)[], x: (time: number) => number, y: (value: number) => number): string {
  let path = ''
  let drawing = false
  for (const [i, value] of values.entries()) {
    const time = times[i]
    if (value === null || time === undefined) drawing = false
    else {
      path += `${drawing ? 'L' : 'M'}${x(time)} ${y(value)}`
      // A point alone would not be seen.
      if (!drawing && (values[i + 1] ?? null) === null) path += 'h0.1'
      drawing = true
    }
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
