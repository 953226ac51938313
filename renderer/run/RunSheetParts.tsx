import type { ReactNode } from 'react'
import { nameOf } from '../../app/analysis/name-of.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'

/** Components by the names that the canvas shows, and how many of each where there are several: `Orders ×3`. */
export function ComponentNames({ ids, replicas = {} }: { ids: string[]; replicas?: Record<string, number> }) {
  const design = useDesignStore((state) => state.design)
  const several = (id: string) => ((replicas[id] ?? 1) > 1 ? ` ×${replicas[id]}` : '')
  return <>{ids.map((id) => nameOf(design, id) + several(id)).join(', ')}</>
}

/** On what is not as it was accepted last. */
export function Mark({ shown }: { shown: boolean }) {
  return shown ? <span className="run-sheet-mark">{t('Changed')}</span> : null
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="run-sheet-section">
      <h3>{title}</h3>
      <ul className="selectable">{children}</ul>
    </section>
  )
}

interface RowProps {
  icon: string
  title: ReactNode
  /** At the right end: which image it is exactly. */
  end?: ReactNode
  isChanged?: boolean
  children?: ReactNode
}

export function Row({ icon, title, end, isChanged = false, children }: RowProps) {
  return (
    <li className="run-sheet-row">
      <Icon name={icon} />
      <div className="run-sheet-text">
        <div className="run-sheet-title">
          <span>{title}</span>
          <Mark shown={isChanged} />
        </div>
        {children && <div className="muted run-sheet-note">{children}</div>}
      </div>
      {end && <div className="run-sheet-end">{end}</div>}
    </li>
  )
}
