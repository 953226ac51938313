import { useMemo } from 'react'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../app/analysis/busiest.ts'
import { findNothingOffered } from '../../app/analysis/nothing-offered.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { FixButton } from '../problems/FixButton.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents, selectConnection } from '../state/selection-store.ts'

/** What a run of this design comes down to: the component that limits the system, why, and what to do; where it would be limited first; or why nothing came to it. */
export function BottleneckLine({ design, result }: { design: Design; result: Result }) {
  const nothing = useMemo(() => findNothingOffered(design, result), [design, result])
  const isAsDrawn = useDesignStore((state) => state.design === design)
  if (nothing) {
    return (
      <div className="banner-sentence banner-sentence-row">
        <p className="selectable">
          {nothing.sentence} <span className="muted">{nothing.remedy}</span>
        </p>
        {isAsDrawn && <FixButton fix={nothing.fix} />}
      </div>
    )
  }
  return <LimitLine design={design} result={result} />
}

function LimitLine({ design, result }: { design: Design; result: Result }) {
  const limit = useMemo(() => findBottleneck(design, result), [design, result])
  const found = useMemo(() => limit ?? findBusiest(design, result), [limit, design, result])
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
          {t('Show')}
        </button>
      )}
    </div>
  )
}
