import type { Figure } from '../../app/run/figures.ts'
import './FigureText.css'

/** A figure with its unit in the muted colour. */
export function FigureText({ figure, className = '' }: { figure: Figure; className?: string }) {
  return (
    <span className={`figure ${className}`}>
      {figure.value}
      {figure.unit && <span className="figure-unit">{figure.unit}</span>}
    </span>
  )
}
