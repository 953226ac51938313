import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../app/analysis/busiest.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents, selectConnection } from '../state/selection-store.ts'

/** What a run of this design comes down to: the component that limits the system, why, and what to do; or where it would be limited first. */
export function BottleneckLine({ design, result }: { design: Design; result: Result }) {
  const limit = findBottleneck(design, result)
  const found = limit ?? findBusiest(design, result)
  const isThere = useDesignStore((state) => found !== null && Object.hasOwn(state.design.components, found.component))
  if (!found) return null
  return (
    <div className="banner-sentence banner-sentence-row">
      <p className="selectable">
        {found.sentence} {limit && <span className="muted">{limit.remedy}</span>}
      </p>
      {isThere && (
        <button
          type="button"
          className="banner-link"
          onClick={() => (limit?.connection ? selectConnection(limit.connection) : selectComponents([found.component]))}
        >
          Show
        </button>
      )}
    </div>
  )
}
