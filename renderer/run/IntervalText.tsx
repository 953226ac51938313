import type { Figure } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { FigureText } from './FigureText.tsx'
import { halfWidth } from './half-width.ts'

interface IntervalTextProps {
  value: number | null | undefined
  /** Lower and upper bound; null or absent: none is known. */
  interval: [number, number] | null | undefined
  write: (value: number | null | undefined) => Figure
}

/** A figure with half the width of its 95 % confidence interval: `412 ± 9 ms`. */
export function IntervalText({ value, interval, write }: IntervalTextProps) {
  const figure = write(value)
  const half = typeof value === 'number' && interval ? halfWidth(figure, value, interval) : null
  if (half === null) return <FigureText figure={figure} />
  return (
    <span className="figure" data-tip={t('95 % confidence interval')}>
      {figure.value}
      <span className="figure-half"> ± {half}</span>
      <span className="figure-unit">{figure.unit}</span>
    </span>
  )
}
