import type { Figure } from '../../app/run/figures.ts'

/** Half the width of an interval, in the unit in which its figure is written; null: none that would be seen. */
export function halfWidth(figure: Figure, value: number, [low, high]: [number, number]): string | null {
  const half = ((high - low) / 2 / value) * Number(figure.value)
  return Number.isFinite(half) && half > 0 ? String(Number(half.toPrecision(2))) : null
}
