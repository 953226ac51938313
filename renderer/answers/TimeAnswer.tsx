import { pathParts } from '../../app/analysis/path-parts.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import type { Message } from '../../app/language/translate.ts'
import { toLatency, toShare, toText } from '../../app/run/figures.ts'
import type { PathShares } from '../../app/run/result.ts'
import { t, tCount } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import { AnswerHead } from './AnswerHead.tsx'
import './TimeAnswer.css'
import { ComponentLink } from './ComponentLink.tsx'
import { mainParts } from './main-parts.ts'
import { NothingYet } from './NothingYet.tsx'
import { tintOf } from './tints.ts'
import { useResult } from './use-result.ts'

const title: Message = 'Where the time of a journey goes'

/** For each journey, how its requests' time divides over the components along their critical paths. */
export function TimeAnswer() {
  const seen = useResult('predict')
  const paths = Object.entries(seen?.result.criticalPaths ?? {})
  if (!seen) {
    return (
      <>
        <AnswerHead title={t(title)} about={null} />
        <NothingYet>{t('Predict the scenario to see in which components the requests of each journey spend their time.')}</NothingYet>
      </>
    )
  }
  const ids = [...new Set(paths.flatMap(([, path]) => Object.keys(pathParts(path))))]
  const longest = Math.max(...paths.map(([, { meanMs }]) => meanMs))
  return (
    <>
      <AnswerHead title={t(title)} about={seen.about} detail={t('predicted')} />
      <div className="answer-body">
        {paths.length === 0 && <p className="answer-note">{t('No request was answered well, so there is no time to divide.')}</p>}
        {paths.map(([journey, path]) => (
          <Journey key={journey} journey={journey} path={path} share={path.meanMs / longest} tint={(id) => tintOf(ids.indexOf(id))} />
        ))}
      </div>
    </>
  )
}

interface JourneyProps {
  journey: string
  path: PathShares
  /** Its mean time as a share of the slowest journey's. */
  share: number
  tint: (id: string) => string
}

function Journey({ journey, path, share, tint }: JourneyProps) {
  const design = useDesignStore((state) => state.design)
  const { parts, rest } = mainParts(pathParts(path))
  const others = t('{count} others', { count: rest.count })
  const figure = (part: number) => `${toText(toLatency(part * path.meanMs))}, ${toText(toShare(part))}`
  return (
    <section className="path" aria-label={journey}>
      <div className="path-name">
        <b>{journey}</b>
        <span
          className="muted"
          data-tip={tCount(
            path.requests,
            'The mean of {count} request followed on the way',
            'The mean of {count} requests followed on the way',
          )}
        >
          {t('{figure} on average', { figure: toText(toLatency(path.meanMs)) })}
        </span>
      </div>
      <div className="path-lane">
        <div className="path-bar" style={{ width: `${share * 100}%` }}>
          {parts.map(([id, part]) => (
            <i key={id} style={{ flexGrow: part, background: tint(id) }} data-tip={`${targetName(id, design)}: ${figure(part)}`} />
          ))}
          {rest.count > 0 && <i className="path-rest" style={{ flexGrow: rest.share }} data-tip={`${others}: ${figure(rest.share)}`} />}
        </div>
        <ul className="path-parts">
          {parts.map(([id, part]) => (
            <li key={id}>
              <i style={{ background: tint(id) }} />
              <ComponentLink target={id} />
              <span className="muted">{figure(part)}</span>
            </li>
          ))}
          {rest.count > 0 && (
            <li>
              <i className="path-rest" />
              {others} <span className="muted">{figure(rest.share)}</span>
            </li>
          )}
        </ul>
      </div>
    </section>
  )
}
