import type { Message } from '../../app/language/translate.ts'
import { type Figure, toCount, toLatency, toRate, toShare, toSpan } from '../../app/run/figures.ts'
import { t, tCount } from '../language/t.ts'
import type { Facts } from './component-facts.ts'
import { useComponentFacts, useConnectionFacts, useIsStale } from './facts.ts'
import { IntervalText } from './IntervalText.tsx'
import { NowExplanation } from './NowExplanation.tsx'
import { isActive } from './run-state.ts'
import { useRunStore } from './run-store.ts'
import { shownResult } from './shown.ts'
import { type Figures, type Trouble, thresholds, troubleOfDegraded, troubleOfErrors, troubleOfUtilisation } from './trouble.ts'
import { UnknownText } from './UnknownText.tsx'
import './NowTable.css'

/** What is true of a component or connection now, predicted beside measured, and why. `target` is a component's id or a connection's. */
export function NowTable({ target }: { target: string }) {
  return target.includes('->') ? <OfConnection target={target} /> : <OfComponent target={target} />
}

function OfComponent({ target }: { target: string }) {
  const facts = useComponentFacts(target)
  if (!facts.predicted && !facts.measured) return null
  return (
    <section className="now" aria-label={t('Predicted and measured')}>
      <Heading />
      <Table target={target} facts={facts} rows={[...shared, ...degradedOf(facts), ...ofComponent]} />
      <HowLong facts={facts} />
      <NowExplanation component={target} trouble={facts.trouble} />
    </section>
  )
}

function OfConnection({ target }: { target: string }) {
  const facts = useConnectionFacts(target)
  if (!facts.predicted && !facts.measured) return null
  return (
    <section className="now" aria-label={t('Predicted and measured')}>
      <Heading />
      <Table target={target} facts={facts} rows={[...shared, ...degradedOf(facts)]} />
      <HowLong facts={facts} />
    </section>
  )
}

/** Where nothing can be answered degraded there is no row for it. */
function degradedOf({ predicted, measured }: Facts): Row[] {
  return [predicted, measured].some((figures) => figures !== null && figures.degraded !== null) ? [degradedRow] : []
}

interface Row {
  label: Message
  tip?: () => string
  read: (figures: Figures) => number | null
  write: (value: number | null | undefined) => Figure
  /** The figure's name among a repeated prediction's intervals. */
  path: string
  trouble?: (figures: Figures) => Trouble
}

const shared: Row[] = [
  { label: 'Throughput', path: 'throughput', read: (figures) => figures.rate, write: toRate },
  { label: 'Latency p50', path: 'latency.p50', read: (figures) => figures.p50, write: toLatency },
  { label: 'Latency p95', path: 'latency.p95', read: (figures) => figures.p95, write: toLatency },
  { label: 'Latency p99', path: 'latency.p99', read: (figures) => figures.p99, write: toLatency },
  {
    label: 'Errors',
    tip: () => t('A warning from {warning} %, bad from {bad} %', toPercent(thresholds.errorRate)),
    path: 'errorRate',
    read: (figures) => figures.errorRate,
    write: toShare,
    trouble: (figures) => troubleOfErrors(figures.errorRate),
  },
]

function toPercent({ warning, bad }: { warning: number; bad: number }) {
  return { warning: warning * 100, bad: bad * 100 }
}

const degradedRow: Row = {
  label: 'Degraded',
  tip: () => t('Share of its answers for which something was done without, or another answered: an optional call, a fallback'),
  path: 'degraded',
  read: (figures) => figures.degraded,
  write: toShare,
  trouble: (figures) => troubleOfDegraded(figures.degraded),
}

const ofComponent: Row[] = [
  {
    label: 'Utilisation',
    tip: () => t('Share of its workers that are busy; a warning from {warning} %, bad from {bad} %', toPercent(thresholds.utilisation)),
    path: 'utilisation',
    read: (figures) => figures.utilisation,
    write: toShare,
    trouble: (figures) => troubleOfUtilisation(figures.utilisation),
  },
  {
    label: 'Waiting',
    tip: () => t('Requests that wait for a worker'),
    path: 'queue.mean',
    read: (figures) => figures.queue,
    write: toCount,
  },
]

function Table({ target, facts, rows }: { target: string; facts: Facts; rows: Row[] }) {
  const { predicted, measured } = facts
  const intervals = useIntervals(target)
  return (
    <table className={`now-table ${intervals ? 'now-table-wide' : ''}`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('Figure')}</span>
          </th>
          {predicted && <Column engine="predict" />}
          {measured && <Column engine="live" />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" data-tip={row.tip?.()}>
              {t(row.label)}
            </th>
            {predicted && <Cell row={row} figures={predicted} interval={intervals?.[row.path]} needed={facts.unknown[row.path]} />}
            {measured && <Cell row={row} figures={measured} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Column({ engine }: { engine: 'predict' | 'live' }) {
  const isStale = useIsStale(engine)
  const name = engine === 'predict' ? 'predicted' : 'measured'
  return (
    <th
      scope="col"
      className={`now-${name} ${isStale ? 'now-stale' : ''}`}
      data-tip={isStale ? t('From before your last edit') : undefined}
    >
      {t(name)}
      {isStale && ' *'}
    </th>
  )
}

/** What the figures take that are shown as not known yet. */
function HowLong({ facts: { predicted, unknown } }: { facts: Facts }) {
  const lengths = [...shared, ...ofComponent].flatMap(({ path }) => unknown[path] ?? [])
  if (!predicted || lengths.length === 0) return null
  const text = tCount(
    lengths.length,
    'It would be known after {time} of the scenario.',
    'All of them would be known after {time} of the scenario.',
    { time: toSpan(Math.max(...lengths)) },
  )
  return <p className="now-length">{text}</p>
}

interface CellProps {
  row: Row
  figures: Figures
  interval?: [number, number] | null | undefined
  /** Seconds that it takes to know the figure; null: no length would do; undefined: it is known. */
  needed?: number | null | undefined
}

function Cell({ row, figures, interval, needed }: CellProps) {
  const trouble = row.trouble?.(figures) ?? 'none'
  return (
    <td className={`now-cell now-${trouble}`}>
      {typeof needed === 'number' ? (
        <UnknownText soFar={row.write(row.read(figures))} needed={needed} />
      ) : (
        <IntervalText value={row.read(figures)} interval={interval} write={row.write} />
      )}
    </td>
  )
}

/** The 95 % confidence intervals of a prediction, while the whole of it is shown. */
function useIntervals(target: string) {
  return useRunStore((state) => {
    const result = shownResult(state, 'predict')
    const intervals = (result?.statistics ?? result?.replications)?.intervals
    return target.includes('->') ? intervals?.connections[target] : intervals?.components[target]
  })
}

function Heading() {
  const isNow = useRunStore((state) => state.playhead === null && state.engine !== null && isActive(state.runs[state.engine]))
  const isMoment = useRunStore((state) => state.playhead !== null)
  return <h3 className="now-heading">{isNow ? t('Now') : isMoment ? t('At the moment chosen') : t('Over the whole run')}</h3>
}
