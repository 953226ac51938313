import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import type { Result } from '../../app/run/result.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'

/** What a run comes down to: the component that limits the system, why, and what to do. */
export function BottleneckLine({ result }: { result: Result }) {
  const design = useDesignStore((state) => state.design)
  const found = findBottleneck(design, result)
  if (!found) return <p className="banner-sentence muted">No component is near its limit.</p>
  return (
    <div className="banner-sentence banner-sentence-row">
      <p className="selectable">
        {found.sentence} <span className="muted">{found.remedy}</span>
      </p>
      {Object.hasOwn(design.components, found.component) && (
        <button type="button" className="banner-link" onClick={() => selectComponents([found.component])}>
          Show
        </button>
      )}
    </div>
  )
}
