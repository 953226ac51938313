import { t } from '../language/t.ts'
import { toDensity } from './density.ts'

const width = 164
const height = 40

/** The distribution of work times in small: from none to three times the mean. */
export function DensityCurve({ distribution, cv }: { distribution: string; cv: number }) {
  const density = toDensity(distribution, cv)
  if (!density) return null
  const at = ({ x, y }: { x: number; y: number }) => `${((x / 3) * width).toFixed(1)},${(height - 2 - y * (height - 6)).toFixed(1)}`
  const line = density.points.map(at).join(' L')
  return (
    <svg
      className="density"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('Shape of {distribution} work times', { distribution })}
    >
      <path className="density-area" d={`M0,${height} L${line} L${width},${height} Z`} />
      <path className="density-line" d={`M${line}`} />
      <line className="density-mean" x1={width / 3} x2={width / 3} y1={4} y2={height} />
    </svg>
  )
}
