import type uPlot from 'uplot'
import { toClock } from '../../app/run/figures.ts'
import type { TimeChartProps } from './chart.ts'

export interface ChartColours {
  predict: string
  live: string
  text: string
  muted: string
  line: string
  bad: string
}

/** The theme's colours: a canvas knows no custom properties. */
export function readChartColours(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    predict: read('--predicted'),
    live: read('--measured'),
    text: read('--text'),
    muted: read('--muted'),
    line: read('--line-soft'),
    bad: read('--bad'),
  }
}

const font = '11px "Inter Variable", Inter, system-ui, sans-serif'

/** What uPlot needs to draw a chart in our language. `now` gives the chart's properties at the moment of drawing. */
export function chartOptions(
  now: () => TimeChartProps,
  colours: ChartColours,
  element: HTMLElement,
  onPoint: (time: number | null) => void,
): uPlot.Options {
  const axis = { font, stroke: colours.muted, ticks: { show: false }, border: { show: false } }
  return {
    width: element.clientWidth || 200,
    height: element.clientHeight || 100,
    padding: [6, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false }, sync: { key: 'scenario-time' } },
    scales: {
      x: { time: false, range: () => [0, Math.max(1e-6, now().durationSeconds)] },
      y: { range: (_, __, high) => [0, topOf(now(), high)] },
    },
    axes: [
      { ...axis, size: 20, gap: 4, space: 56, grid: { show: false }, values: (_, times) => times.map(toClock), incrs: timeSteps },
      {
        ...axis,
        size: 48,
        gap: 6,
        space: 18,
        incrs: roundSteps,
        grid: { stroke: colours.line, width: 1 },
        values: (_, values) => values.map((value) => now().format(value)),
      },
    ],
    series: [
      {},
      ...now().series.map((line) => ({
        stroke: colours[line.engine],
        width: line.faint ? 1 : 1.75,
        alpha: line.faint ? 0.65 : 1,
        ...(line.engine === 'predict' ? { dash: [5, 4] } : {}),
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawFailing(plot, now(), colours)],
      draw: [(plot) => drawMarks(plot, now(), colours)],
      setCursor: [(plot) => onPoint(typeof plot.cursor.idx === 'number' ? (plot.data[0]?.[plot.cursor.idx] ?? null) : null)],
    },
  }
}

const failingWord = 'failing'

/** No steps of two and a half: their figures would need a digit that labels do not have. */
const roundSteps = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((digit) => Number(`${digit}e${power - 6}`))).flat()
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]

function topOf(props: TimeChartProps, high: number | null): number {
  if (props.top !== undefined) return props.top
  return Math.max(high ?? 0, props.objective?.value ?? 0, 1e-9) * 1.12
}

/** Behind the lines, when most requests failed and lines have little to say. */
function drawFailing(plot: uPlot, { failing = [] }: TimeChartProps, colours: ChartColours): void {
  const { ctx, bbox } = plot
  const ratio = window.devicePixelRatio || 1
  ctx.save()
  ctx.fillStyle = colours.bad
  ctx.font = font.replace('11px', `${11 * ratio}px`)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'top'
  for (const { from, to } of failing) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true))
    const width = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true)) - left
    if (width <= 0) continue
    ctx.globalAlpha = 0.14
    ctx.fillRect(left, bbox.top, width, bbox.height)
    ctx.globalAlpha = 1
    if (width > ctx.measureText(failingWord).width + 8 * ratio) ctx.fillText(failingWord, left + 4 * ratio, bbox.top + 3 * ratio)
  }
  ctx.restore()
}

/** The objective as a dotted line with its words, and the playhead. */
function drawMarks(plot: uPlot, { objective, playhead }: TimeChartProps, colours: ChartColours): void {
  const { ctx, bbox } = plot
  const ratio = window.devicePixelRatio || 1
  ctx.save()
  if (objective) {
    const y = plot.valToPos(objective.value, 'y', true)
    ctx.strokeStyle = colours.bad
    ctx.lineWidth = ratio
    ctx.setLineDash([2 * ratio, 3 * ratio])
    line(ctx, bbox.left, y, bbox.left + bbox.width, y)
    ctx.fillStyle = colours.muted
    ctx.textAlign = 'left'
    ctx.textBaseline = 'alphabetic'
    ctx.font = font.replace('11px', `${11 * ratio}px`)
    ctx.fillText(objective.label, bbox.left + 4 * ratio, y - 4 * ratio)
  }
  if (playhead !== null) {
    const x = plot.valToPos(playhead, 'x', true)
    ctx.strokeStyle = colours.text
    ctx.globalAlpha = 0.6
    ctx.lineWidth = ratio
    ctx.setLineDash([])
    line(ctx, x, bbox.top, x, bbox.top + bbox.height)
  }
  ctx.restore()
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath()
  ctx.moveTo(x1, y1)
  ctx.lineTo(x2, y2)
  ctx.stroke()
}
