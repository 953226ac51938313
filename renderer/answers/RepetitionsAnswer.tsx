import { useState } from 'react'
import { type Figure, toLatency, toRate, toShare } from '../../app/run/figures.ts'
import type { Latency, Result } from '../../app/run/result.ts'
import { t, tWord } from '../language/t.ts'
import { IntervalText } from '../run/IntervalText.tsx'
import { AnswerHead } from './AnswerHead.tsx'
import { AskControl } from './AskControl.tsx'
import './RepetitionsAnswer.css'
import { useAsked } from './answers-store.ts'
import { ComponentLink } from './ComponentLink.tsx'
import { FailedAnswer } from './FailedAnswer.tsx'
import { NothingYet } from './NothingYet.tsx'
import { useFreshness } from './use-freshness.ts'
import { useResult } from './use-result.ts'

const counts = [5, 10, 30, 100]

/** How sure the figures are: the prediction repeated with other chance, and 95 % confidence intervals from that. */
export function RepetitionsAnswer() {
  const [count, setCount] = useState(10)
  const { answer, about, message, status } = useAsked('replications')
  const predicted = useResult('predict')
  const freshness = useFreshness(predicted?.about ?? null)
  const isPredicted = predicted !== null && freshness === 'fresh'
  return (
    <>
      <AnswerHead
        title={t('How sure the figures are')}
        about={about}
        detail={answer ? t('{count} repetitions', { count: answer.result.replications?.count ?? 0 }) : undefined}
      >
        {status === 'idle' && (
          <select
            className="input answer-count"
            aria-label={t('Repetitions')}
            value={count}
            onChange={(event) => setCount(Number(event.target.value))}
          >
            {counts.map((each) => (
              <option key={each} value={each}>
                {t('{count} times', { count: each })}
              </option>
            ))}
          </select>
        )}
        <AskControl
          kind="replications"
          question={{ kind: 'replications', count }}
          label={t('Repeat')}
          again={t('Repeat again')}
          block={isPredicted ? undefined : t('Predict first: repetitions make that prediction’s figures more certain')}
        />
      </AnswerHead>
      <div className="answer-body">
        {message && <FailedAnswer message={message} />}
        {!answer && !isPredicted && (
          <NothingYet>{t('Predict the scenario first; repeated with other chance, it says how sure its figures are.')}</NothingYet>
        )}
        {!answer && isPredicted && (
          <p className="answer-note">
            {t(
              'One prediction is one sample. Repeated with other chance, every figure becomes a mean with a 95 % confidence interval, here and in the inspector.',
            )}
          </p>
        )}
        {answer && <Means result={answer.result} />}
      </div>
    </>
  )
}

function Means({ result }: { result: Result }) {
  const intervals = result.replications?.intervals
  return (
    <table className="means">
      <thead>
        <tr>
          <th scope="col">{t('Journey or component')}</th>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {tWord(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(result.journeys).map(([name, figures]) => (
          <Row key={name} name={<b>{name}</b>} figures={figures} intervals={intervals?.journeys[name]} />
        ))}
        {Object.entries(result.components).map(([id, figures]) => (
          <Row key={id} name={<ComponentLink target={id} />} figures={figures} intervals={intervals?.components[id]} />
        ))}
      </tbody>
    </table>
  )
}

interface Figures {
  throughput: number
  errorRate: number
  utilisation?: number
  latency: Latency
}

interface Column {
  label: string
  /** The figure's name among the intervals. */
  path: string
  read: (figures: Figures) => number | null | undefined
  write: (value: number | null | undefined) => Figure
}

const columns: Column[] = [
  { label: 'Throughput', path: 'throughput', read: (each) => each.throughput, write: toRate },
  { label: 'p50', path: 'latency.p50', read: (each) => each.latency.p50, write: toLatency },
  { label: 'p95', path: 'latency.p95', read: (each) => each.latency.p95, write: toLatency },
  { label: 'p99', path: 'latency.p99', read: (each) => each.latency.p99, write: toLatency },
  { label: 'Errors', path: 'errorRate', read: (each) => each.errorRate, write: toShare },
  { label: 'Utilisation', path: 'utilisation', read: (each) => each.utilisation, write: toShare },
]

interface RowProps {
  name: React.ReactNode
  figures: Figures
  intervals: Record<string, [number, number] | null> | undefined
}

function Row({ name, figures, intervals }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map(({ label, path, read, write }) => (
        <td key={label}>
          <IntervalText value={read(figures)} interval={intervals?.[path]} write={write} />
        </td>
      ))}
    </tr>
  )
}
