import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { collapsedBy } from '../../app/drawing/collapsed.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useRunStore } from '../run/run-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { drawBetween } from './connection-edits.ts'
import { dragStore } from './drag-store.ts'
import { layoutStore } from './layout-store.ts'
import { nameOf } from './to-flow.ts'
import { toUndrawnLines } from './undrawn-lines.ts'
import './UndrawnCalls.css'

/** Calls that the run refused since they are not drawn, each as a broken line with the way to mend it. */
export function UndrawnCalls() {
  const calls = useRunStore((state) => state.runs.live.undrawn)
  const design = useDesignStore((state) => state.design)
  const settled = useStore(layoutStore, (state) => state.positions)
  const moving = useStore(dragStore, (state) => (state.copying ? undefined : state.moving))
  const lines = useMemo(
    () => (calls.length === 0 ? [] : toUndrawnLines(calls, design, { ...settled, ...moving }, collapsedBy(design))),
    [calls, design, settled, moving],
  )
  if (lines.length === 0) return null
  return (
    <ViewportPortal>
      <svg className="undrawn-lines" aria-hidden="true">
        {lines.map(({ id, path, arrowPath }) => (
          <g key={id}>
            <path className="undrawn-line" d={path} />
            <path className="undrawn-arrow" d={arrowPath} />
          </g>
        ))}
      </svg>
      {lines.map(({ id, label, call: { from, to, port, sure } }) => {
        const names = { from: nameOf(design, from), to: nameOf(design, to), port }
        const said = sure
          ? t('{from} calls {to} on port {port}, which is not drawn', names)
          : t('{from} may mean {to} by port {port}', names)
        return (
          <div key={id} className="undrawn-chip nodrag nopan" style={{ left: label.x, top: label.y }} data-tip={said} role="status">
            <Icon name="ban" size={14} />
            <span className="visually-hidden">{said}</span>
            <button type="button" onClick={() => drawBetween({ from, to })}>
              {t('Draw it')}
            </button>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
