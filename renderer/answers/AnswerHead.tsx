import type { ReactNode } from 'react'
import { toSpan } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import type { About } from './answers-store.ts'
import { useFreshness } from './use-freshness.ts'

interface AnswerHeadProps {
  title: string
  /** What the answer is about; null: there is none yet. */
  about: About | null
  /** A word on where it comes from: `measured`, `10 repetitions`. */
  detail?: string | undefined
  /** What can be done, at the right. */
  children?: ReactNode
}

/** An answer's question, what it is about, and whether it still holds. */
export function AnswerHead({ title, about, detail, children }: AnswerHeadProps) {
  return (
    <header className="answer-head">
      <h3>{title}</h3>
      {about && <Subject about={about} detail={detail} />}
      <div className="answer-actions">{children}</div>
    </header>
  )
}

function Subject({ about, detail }: { about: About; detail: string | undefined }) {
  const freshness = useFreshness(about)
  const name = useDesignStore(({ design }) =>
    about.scenario === null ? t('Steady') : (design.scenarios?.[about.scenario]?.name ?? about.scenario),
  )
  return (
    <>
      <span className="answer-about">{[name, toSpan(about.durationSeconds), detail].filter(Boolean).join(' · ')}</span>
      {freshness === 'edited' && (
        <span className="answer-stale" data-tip={t('The design has been edited since; ask again')}>
          {t('from before your last edit')}
        </span>
      )}
      {freshness === 'other-scenario' && (
        <span className="answer-stale" data-tip={t('Another scenario or length is chosen now; ask again')}>
          {t('another scenario')}
        </span>
      )}
    </>
  )
}
