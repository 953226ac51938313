import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { alignSeries } from './aligned-series.ts'
import type { TimeChartProps } from './chart.ts'
import { chartOptions, readChartColours } from './chart-options.ts'
import './TimeChart.css'

/** Figures over scenario time: predicted dashed and violet, measured solid and blue. */
export function TimeChart(props: TimeChartProps) {
  const { title, series, keyless = false } = props
  const host = useRef<HTMLDivElement>(null)
  const values = useChart(host, props)
  return (
    <figure className="chart" aria-label={title}>
      <figcaption className="chart-head">
        <span className="chart-title">{title}</span>
        {series.map((line, index) => {
          if (keyless && !values?.[index]) return null
          return (
            <span
              key={`${line.engine}-${line.label}`}
              className={`chart-key chart-key-${line.engine} ${line.faint ? 'chart-key-faint' : ''}`}
            >
              {!keyless && line.label}
              {values?.[index] && <b>{values[index]}</b>}
            </span>
          )
        })}
      </figcaption>
      <div ref={host} className="chart-plot" />
    </figure>
  )
}

/** Keeps a plot in the element; returns the figures under the pointer, one per line. */
function useChart(host: React.RefObject<HTMLDivElement | null>, props: TimeChartProps): string[] | null {
  const plot = useRef<uPlot>(null)
  const latest = useRef(props)
  latest.current = props
  const [under, setUnder] = useState<number | null>(null)
  const shape = props.series.map((line) => `${line.engine}${line.label}${line.faint}`).join()
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot is made anew when its lines or the theme change.
  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = new uPlot(
      chartOptions(() => latest.current, readChartColours(element), element, setUnder),
      alignSeries(latest.current.series) as uPlot.AlignedData,
      element,
    )
    plot.current = made
    const end = listenToScrubbing(made, (seconds) => latest.current.onMoment?.(seconds))
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      end()
      made.destroy()
      plot.current = null
    }
  }, [shape, theme])
  useEffect(() => {
    plot.current?.setData(alignSeries(props.series) as uPlot.AlignedData)
  }, [props.series])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines that are drawn over the plot.
  useEffect(() => plot.current?.redraw(false), [props.playhead, props.objective?.value, props.durationSeconds])
  return figuresAt(props, under)
}

function listenToScrubbing({ over, posToVal }: uPlot, onMoment: (seconds: number) => void): () => void {
  const onPointer = (event: PointerEvent) => {
    if (event.buttons !== 1) return
    if (event.type === 'pointerdown') over.setPointerCapture(event.pointerId)
    onMoment(posToVal(event.clientX - over.getBoundingClientRect().left, 'x'))
  }
  over.addEventListener('pointerdown', onPointer)
  over.addEventListener('pointermove', onPointer)
  return () => {
    over.removeEventListener('pointerdown', onPointer)
    over.removeEventListener('pointermove', onPointer)
  }
}

function figuresAt({ series, format }: TimeChartProps, time: number | null): string[] | null {
  if (time === null) return null
  return series.map((line) => {
    const index = line.times.findLastIndex((each) => each <= time + 1e-6)
    const value = line.values[index]
    return typeof value === 'number' ? format(value) : ''
  })
}

/** The theme's name, as it changes: colours on a canvas do not change by themselves. */
function useTheme(): string {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}

function readTheme(): string {
  return document.documentElement.dataset.theme ?? ''
}
