import { useEffect } from 'react'
import type { Remedy } from '../../app/analysis/answers.ts'
import { applyFix } from '../../app/design/apply-fix.ts'
import type { Result } from '../../app/run/result.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { edit } from '../state/design-store.ts'
import { AskControl } from './AskControl.tsx'
import { type About, useAsked } from './answers-store.ts'
import { ask, isSameSubject } from './ask.ts'
import { FailedAnswer } from './FailedAnswer.tsx'
import { useFreshness } from './use-freshness.ts'

/** A prediction of so few events is over before anybody has read its sentence, and so are a dozen of them. */
const quickEvents = 2e6

/** What one prediction of the scenario's length takes, however long this one went on or how often it was repeated. */
function eventsOf({ events, duration, statistics }: Result): number {
  return statistics && statistics.counted > 0 ? events * Math.min(1, duration / (statistics.from + statistics.counted)) : events
}

/** The number that helps against what limits, proven by predicting it: looked for at once where that is quick. */
export function RemedyAnswer({ result, about }: { result: Result; about: About }) {
  const { status, answer, about: answered, message } = useAsked('remedy')
  const isFresh = useFreshness(about) === 'fresh'
  const remedy = answer && answered && isSameSubject(answered, about) ? answer.remedy : undefined
  const asks = isFresh && remedy === undefined && status === 'idle' && message === null && eventsOf(result) < quickEvents
  useEffect(() => {
    if (asks) void ask({ kind: 'remedy' })
  }, [asks])
  if (message) return <FailedAnswer message={message} />
  if (remedy) return <Found remedy={remedy} isFresh={isFresh} />
  if (remedy === null || !isFresh) return null
  return (
    <div className="remedy-ask">
      <AskControl
        kind="remedy"
        question={{ kind: 'remedy' }}
        label={t('Find the number that helps')}
        again={t('Find the number that helps')}
      />
    </div>
  )
}

function Found({ remedy: { sentence, fix, next }, isFresh }: { remedy: Remedy; isFresh: boolean }) {
  return (
    <div className="verdict remedy">
      <Icon name={fix ? 'lightbulb' : 'lightbulb-off'} />
      <p className="selectable">
        {sentence}{' '}
        {fix && (
          <span className="muted">
            {t('Predicted.')} {next && t('Then: {next}', { next })}
          </span>
        )}
      </p>
      {fix && isFresh && (
        <Button icon="wrench" tip={fix.label} onClick={() => edit(fix.label, (design) => applyFix(design, fix))}>
          {t('Apply')}
        </Button>
      )}
    </div>
  )
}
