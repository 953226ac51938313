import { useMemo } from 'react'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../app/analysis/busiest.ts'
import { explain } from '../../app/analysis/explain.ts'
import { findNothingOffered } from '../../app/analysis/nothing-offered.ts'
import { whatChanged } from '../../app/analysis/what-changed.ts'
import type { Design } from '../../app/design/design.ts'
import { toShare, toText } from '../../app/run/figures.ts'
import type { Result } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { troubleOfUtilisation } from '../run/trouble.ts'
import { AnswerHead } from './AnswerHead.tsx'
import './BottleneckAnswer.css'
import { ComponentLink } from './ComponentLink.tsx'
import { NothingYet } from './NothingYet.tsx'
import { RemedyAnswer } from './RemedyAnswer.tsx'
import { useResult } from './use-result.ts'

/** What limits the system and why, and every component with what it says of itself, the busiest first. */
export function BottleneckAnswer() {
  const seen = useResult()
  if (!seen) {
    return (
      <>
        <AnswerHead title={t('What limits the system')} about={null} />
        <NothingYet>{t('Predict the scenario to see which component limits it, why, and what to do about it.')}</NothingYet>
      </>
    )
  }
  const { design } = seen
  const limit = findBottleneck(design, seen.result)
  const found = limit ?? findBusiest(design, seen.result)
  const nothing = findNothingOffered(design, seen.result)
  const change = seen.before && whatChanged(seen.before, { design, result: seen.result })
  return (
    <>
      <AnswerHead title={t('What limits the system')} about={seen.about} detail={t(seen.word)} />
      <div className="answer-body">
        {nothing && (
          <div className="verdict verdict-limit">
            <Icon name="circle-slash" />
            <p className="selectable">
              {nothing.sentence} <span className="muted">{nothing.remedy}</span>
            </p>
          </div>
        )}
        {found && !nothing && (
          <div className={`verdict ${limit ? 'verdict-limit' : 'verdict-fine'}`}>
            <Icon name={limit ? 'funnel' : 'circle-check'} />
            <p className="selectable">
              {found.sentence} {limit && <span className="muted">{limit.remedy}</span>}
            </p>
            <ComponentLink target={limit?.connection ?? found.component} />
          </div>
        )}
        {change && (
          <div className="verdict change">
            <Icon name="git-compare-arrows" />
            <p className="selectable">{change}</p>
          </div>
        )}
        {limit && <RemedyAnswer result={seen.result} about={seen.about} />}
        <Components design={design} result={seen.result} />
      </div>
    </>
  )
}

function Components({ design, result }: { design: Design; result: Result }) {
  const rows = useMemo(
    () =>
      Object.entries(result.components)
        .filter(([id]) => Object.hasOwn(design.components, id))
        .map(([id, { utilisation }]) => ({ id, utilisation, sentence: explain(design, result, id) ?? '' }))
        .sort((a, b) => b.utilisation - a.utilisation),
    [design, result],
  )
  return (
    <ul className="busy" aria-label={t('Components, the busiest first')}>
      {rows.map(({ id, utilisation, sentence }) => (
        <li key={id} className="busy-row">
          <ComponentLink target={id} />
          <span className={`busy-bar bar-${troubleOfUtilisation(utilisation)}`}>
            <i style={{ width: `${Math.min(1, utilisation) * 100}%` }} />
          </span>
          <span className="busy-share">{toText(toShare(utilisation))}</span>
          <span className="busy-why selectable" data-tip={sentence}>
            {sentence}
          </span>
        </li>
      ))}
    </ul>
  )
}
