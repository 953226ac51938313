import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { type Figure, toText } from '../../app/run/figures.ts'
import { useSize } from '../dock/use-size.ts'
import { t } from '../language/t.ts'
import { roundTicks, unbroken } from './chart-scale.ts'

interface SweepChartProps {
  title: string
  values: number[]
  /** null: the system is overloaded there and has no steady figure. */
  figures: (number | null)[]
  writeValue: (value: number) => string
  writeFigure: (figure: number | null) => Figure
  /** A level that the figure should stay on one side of. */
  bound: number | null
  /** The value that the design has. */
  now: number | null
  chosen: number
  onChoose: (place: number) => void
}

const margin = { left: 58, right: 14, top: 10, bottom: 22 }

/** A figure over the values of a parameter. The arrow keys go from point to point. */
export function SweepChart(props: SweepChartProps) {
  const { ref, width, height } = useSize<HTMLDivElement>()
  return (
    <div ref={ref} className="sweep-chart">
      {width > 120 && height > 60 && <Drawing {...props} width={width} height={height} />}
    </div>
  )
}

function Drawing(props: SweepChartProps & { width: number; height: number }) {
  const { title, values, figures, writeValue, writeFigure, bound, now, width, height } = props
  const [first = 0, last = 1] = [Math.min(...values), Math.max(...values)]
  const top = Math.max(bound ?? 0, ...figures.map((each) => each ?? 0), 1e-9) * 1.1
  const room = { x: width - margin.left - margin.right, y: height - margin.top - margin.bottom }
  const x = (value: number) => margin.left + (last > first ? (value - first) / (last - first) : 0.5) * room.x
  const y = (figure: number) => margin.top + (1 - figure / top) * room.y
  const firstGap = figures.indexOf(null)
  const at = (place: number) => `${x(values[place] ?? 0)},${y(figures[place] ?? 0)}`
  return (
    <>
      <svg width={width} height={height} role="img" aria-label={title}>
        {roundTicks(0, top, Math.max(2, room.y / 34)).map((tick) => (
          <g key={tick}>
            <line className="sweep-grid" x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
            <text className="sweep-tick" x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
              {toText(writeFigure(tick))}
            </text>
          </g>
        ))}
        {roundTicks(first, last, Math.max(2, room.x / 48)).map((tick) => (
          <text key={tick} className="sweep-tick" x={x(tick)} y={height - 6} textAnchor="middle">
            {writeValue(tick)}
          </text>
        ))}
        {now !== null && now >= first && now <= last && (
          <g>
            <line className="sweep-now" x1={x(now)} x2={x(now)} y1={margin.top} y2={height - margin.bottom} />
            <text className="sweep-tick" x={x(now) + 4} y={margin.top + 18}>
              {t('as designed')}
            </text>
          </g>
        )}
        {bound !== null && (
          <g>
            <line className="sweep-bound" x1={margin.left} x2={width - margin.right} y1={y(bound)} y2={y(bound)} />
            <text className="sweep-tick" x={width - margin.right} y={y(bound) - 4} textAnchor="end">
              {t('objective {figure}', { figure: toText(writeFigure(bound)) })}
            </text>
          </g>
        )}
        {firstGap >= 0 && (
          <text className="sweep-tick" x={x(values[firstGap] ?? 0) - 8} y={margin.top + 4} textAnchor="end">
            {t('overloaded')}
          </text>
        )}
        {unbroken(figures).map((piece) => (
          <polyline key={piece[0]} className="sweep-line" points={piece.map(at).join(' ')} />
        ))}
      </svg>
      <Points
        {...props}
        place={(index) => ({ left: x(values[index] ?? 0), top: figures[index] === null ? margin.top : y(figures[index] ?? 0) })}
      />
    </>
  )
}

function Points(props: SweepChartProps & { place: (index: number) => { left: number; top: number } }) {
  const { values, figures, writeValue, writeFigure, chosen, onChoose, place } = props
  const group = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const next = chosen + (step ?? 0)
    if (step === undefined || next < 0 || next >= values.length) return
    event.preventDefault()
    event.stopPropagation()
    onChoose(next)
    group.current?.querySelectorAll<HTMLElement>('button')[next]?.focus()
  }
  return (
    <div ref={group} className="sweep-dots" role="radiogroup" aria-label={t('Values')} onKeyDown={onKeyDown}>
      {values.map((value, index) => {
        const figure = figures[index] ?? null
        const words = figure === null ? t('no steady figure, overloaded') : toText(writeFigure(figure))
        return (
          // biome-ignore lint/a11y/useSemanticElements: points of a chart, of which one is chosen.
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-label={`${writeValue(value)}: ${words}`}
            data-tip={`${writeValue(value)}: ${words}`}
            tabIndex={index === chosen ? 0 : -1}
            className={`sweep-dot ${figure === null ? 'sweep-dot-none' : ''}`}
            style={place(index)}
            onClick={() => onChoose(index)}
          />
        )
      })}
    </div>
  )
}
