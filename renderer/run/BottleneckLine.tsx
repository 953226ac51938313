import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../app/analysis/busiest.ts'
import type { Result } from '../../app/run/result.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'

/** What a run comes down to: the component that limits the system, why, and what to do; or where it would be limited first. */
export function BottleneckLine({ result }: { result: Result }) {
  const design = useDesignStore((state) => state.design)
  const limit = findBottleneck(design, result)
  const found = limit ?? findBusiest(design, result)
  if (!found) return null
  return (
    <div className="banner-sentence banner-sentence-row">
      <p className="selectable">
        {found.sentence} {limit && <span className="muted">{limit.remedy}</span>}
      </p>
      {Object.hasOwn(design.components, found.component) && (
        <button type="button" className="banner-link" onClick={() => selectComponents([found.component])}>
          Show
        </button>
      )}
    </div>
  )
}
