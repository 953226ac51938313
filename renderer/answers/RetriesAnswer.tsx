import { retryAmplification } from '../../app/analysis/retry-amplification.ts'
import type { Design } from '../../app/design/design.ts'
import type { Message } from '../../app/language/translate.ts'
import { toFactorText, toRate, toText } from '../../app/run/figures.ts'
import type { Result } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { AnswerHead } from './AnswerHead.tsx'
import './RetriesAnswer.css'
import { ComponentLink } from './ComponentLink.tsx'
import { NothingYet } from './NothingYet.tsx'
import { useResult } from './use-result.ts'

const title: Message = 'How retries multiply traffic'
/** Less is not seen. */
const least = 1.001

/** Attempts for each call that was wanted, and what they add up to along the calls. */
export function RetriesAnswer() {
  const seen = useResult('predict')
  if (!seen) {
    return (
      <>
        <AnswerHead title={t(title)} about={null} />
        <NothingYet>{t('Predict the scenario to see how many more requests reach each component because calls are repeated.')}</NothingYet>
      </>
    )
  }
  return (
    <>
      <AnswerHead title={t(title)} about={seen.about} detail={t('predicted')} />
      <div className="answer-body">
        <Factors design={seen.design} result={seen.result} />
      </div>
    </>
  )
}

function Factors({ design, result }: { design: Design; result: Result }) {
  const factors = retryAmplification(design, result)
  const retrying = (design.connections ?? []).some(({ retries }) => retries !== undefined)
  const sorted = (all: Record<string, number>) =>
    Object.entries(all)
      .filter(([, factor]) => factor > least)
      .sort(([, a], [, b]) => b - a)
  const connections = sorted(factors.connections)
  const components = sorted(factors.components)
  if (connections.length === 0) {
    return (
      <p className="answer-note">
        {retrying
          ? t('Calls may be repeated in this design, but in this scenario none had to be.')
          : t('No connection of this design repeats calls that fail. Retries are set on a connection, under its properties.')}
      </p>
    )
  }
  const most = Math.max(...connections.map(([, factor]) => factor), ...components.map(([, factor]) => factor))
  const rate = (id: string) => toText(toRate(result.components[id]?.throughput))
  return (
    <div className="retries">
      <List title={t('Attempts for each call that was wanted')} all={connections} most={most} />
      <List title={t('Requests for each that would come without retries')} all={components} most={most} note={rate} />
    </div>
  )
}

interface ListProps {
  title: string
  all: [string, number][]
  most: number
  note?: (id: string) => string
}

function List({ title: heading, all, most, note }: ListProps) {
  return (
    <section>
      <h4>{heading}</h4>
      <ul aria-label={heading}>
        {all.map(([id, factor]) => (
          <li key={id} className="retry-row">
            <ComponentLink target={id} />
            <span className="retry-lane">
              <i style={{ width: `${(factor / most) * 100}%` }}>
                <i style={{ width: `${(1 / factor) * 100}%` }} />
              </i>
            </span>
            <span className="retry-factor">{toFactorText(factor)}</span>
            {note && <span className="muted retry-note">{note(id)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
