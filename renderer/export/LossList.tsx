import type { Loss } from '../../app/exporters/exporter.ts'
import { Icon } from '../parts/Icon.tsx'

/** What the files cannot carry over, before they are written. */
export function LossList({ losses }: { losses: Loss[] }) {
  if (losses.length === 0) {
    return (
      <p className="export-whole">
        <Icon name="circle-check" /> Everything in the design is carried over.
      </p>
    )
  }
  return (
    <details className="export-losses" open={losses.length <= 4}>
      <summary>
        <Icon name="triangle-exclamation-point" className="export-losses-icon" />
        {losses.length === 1 ? 'One thing is not carried over' : `${losses.length} things are not carried over`}
        <Icon name="chevron-down" size={14} className="export-losses-more" />
      </summary>
      <ul className="selectable">
        {losses.map((loss) => (
          <li key={`${loss.where} ${loss.what}`}>
            <span className="mono">{loss.where}</span> {loss.what}
          </li>
        ))}
      </ul>
    </details>
  )
}
